// Bundles the in-host tests into out/vscode/, each file by itself.
//   node test/vscode/bundle.mjs
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The project's root folder, which is the development extension that the tests run against. */
export const extensionRoot = join(here, '..', '..');
const outdir = join(extensionRoot, 'out', 'vscode');

/**
 * Bundles index.ts and every suite/**\/*.test.ts.
 *
 * @returns {Promise<string>} the module whose `run` VS Code calls
 */
export async function bundleSuite() {
  const names = await readdir(join(here, 'suite'), { recursive: true });
  const tests = names.filter((name) => name.endsWith('.test.ts')).map((name) => join('suite', name));
  await rm(outdir, { recursive: true, force: true }); // A test that was deleted must not run on.
  await build({
    absWorkingDir: here,
    entryPoints: ['index.ts', ...tests],
    outbase: here,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundleSuite();
