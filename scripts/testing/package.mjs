import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

/** What the packed extension may weigh, in bytes. */
export const SIZE_LIMIT = 1_500_000;

/**
 * Packs the extension into a file.
 * @param {string} file path of the .vsix to be made
 */
export async function packExtension(file) {
  await createVSIX({ packagePath: file, dependencies: false });
}

/**
 * What the package holds and weighs.
 * @returns {Promise<{ files: string[], bytes: number }>} paths relative to the project, sorted
 */
export async function packagedFiles() {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonlock-package-'));
  try {
    const file = path.join(folder, 'moonlock.vsix');
    await packExtension(file);
    const files = await listFiles({ packageManager: PackageManager.None });
    return { files: files.toSorted(), bytes: statSync(file).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
