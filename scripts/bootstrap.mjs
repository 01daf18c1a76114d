// Makes a fresh clone ready to work, with no dependency of its own.
//   node scripts/bootstrap.mjs
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npm } from '../test/vscode/host/npm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The oldest Node that every tool of this project runs on. */
const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/** Installs the project's dependencies, unless those that package-lock.json names are in node_modules already. */
export async function ensureDependencies() {
  assertNodeVersion();
  if (await isInstalled()) return;
  console.error('Installing the dependencies …');
  // None of them needs its install script; without them an installation runs no foreign code.
  await npm(['ci', '--ignore-scripts', '--include=dev'], root, { show: true });
}

/**
 * Throws, in words for a person, when Node is too old.
 *
 * @param {string} [version]
 */
export function assertNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(
    `Moonlock's scripts need Node ${OLDEST_NODE.join('.')} or newer; this is ${version}. See https://nodejs.org.`,
  );
}

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockEntry */

/** npm lists what it installed in a lock file of its own, which it writes last; so no stamp of ours is needed. */
async function isInstalled() {
  const [wanted, present] = await Promise.all([
    packagesOf(join(root, 'package-lock.json')),
    packagesOf(join(root, 'node_modules', '.package-lock.json')).catch(() => undefined),
  ]);
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const installed = present[path];
    return installed ? installed.version === version : optional || devOptional;
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockEntry>>}
 */
async function packagesOf(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureDependencies().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
