import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** Makes an empty folder that is removed after the running test. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'moonlock-test-'));
  made.push(folder);
  return folder;
}

/** Writes a file and the folders above it; returns its path. Lines are joined, each closed by a line feed. */
export function write(folder: string, name: string, content: string | Uint8Array | readonly object[]): string {
  const full = path.join(folder, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, Array.isArray(content) ? jsonLines(content) : (content as string | Uint8Array));
  return full;
}

/** Objects as JSON lines, each closed by a line feed. */
export function jsonLines(objects: readonly object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

afterEach('remove temporary folders', () => {
  for (const folder of made.splice(0)) {
    if (existsSync(folder)) chmodSync(folder, 0o700); // a test may have taken the right to write away
    rmSync(folder, { recursive: true, force: true });
  }
});
