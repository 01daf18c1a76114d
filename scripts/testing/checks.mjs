import { readFileSync } from 'node:fs';
import { packagedFiles, SIZE_LIMIT } from './package.mjs';
import { run, runNode } from './run.mjs';

/** @typedef {import('./mochaSuite.mjs').Outcome} Outcome */

/** Checks that need no test runner, each told in one line. @type {Record<string, () => Promise<string | undefined>>} */
const CHECKS = {
  'Everything builds, each bundle without a stray import': () => exit(run(process.execPath, ['esbuild.mjs'])),
  'Types are strict and clean': () => exit(runNode('typescript/bin/tsc', ['-b'])),
  'Lint finds nothing, boundaries included': () => exit(runNode('oxlint/bin/oxlint', ['--deny-warnings'])),
  'Everything is formatted': () => exit(runNode('oxfmt/bin/oxfmt', ['--check', '.'])),
  'No file, export or dependency is unused': () => exit(runNode('knip/bin/knip.js', [])),
  'The package ships what the list says, within its size': checkPackage,
};

/**
 * Runs every check.
 * @returns {Promise<Outcome>}
 */
export async function checks() {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for (const [title, check] of Object.entries(CHECKS)) {
    const failure = await check();
    console.log(failure === undefined ? `  ✔ ${title}` : `  ✘ ${title}: ${failure}`);
    if (failure === undefined) result.passed++;
    else result.failed++;
  }
  return result;
}

/** @param {Promise<number>} code */
async function exit(code) {
  const value = await code;
  return value === 0 ? undefined : `exit code ${value}`;
}

async function checkPackage() {
  const listed = readFileSync('scripts/testing/package-files.txt', 'utf8').trim().split('\n');
  const { files, bytes } = await packagedFiles();
  const added = files.filter((file) => !listed.includes(file));
  const missing = listed.filter((file) => !files.includes(file));
  if (added.length + missing.length > 0)
    return `not in the list: ${added.join(', ') || '-'}; not in the package: ${missing.join(', ') || '-'}`;
  return bytes > SIZE_LIMIT ? `${bytes} bytes, ${SIZE_LIMIT} are allowed` : undefined;
}
