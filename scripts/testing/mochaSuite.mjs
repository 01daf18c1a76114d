import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, runNode } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Outcome */

/**
 * Runs the mocha tests that match `patterns` in plain Node. No test found, or no end reached, is a failure.
 * @param {readonly string[]} patterns
 * @param {{ timeoutMs?: number, coverage?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export async function mochaSuite(patterns, { timeoutMs = 20_000, coverage = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonlock-suite-'));
  const summary = path.join(folder, 'summary.json');
  const mocha = [
    'node_modules/mocha/bin/mocha.js',
    '--reporter=scripts/testing/summaryReporter.mjs',
    `--timeout=${timeoutMs}`,
    '--forbid-only',
    '--fail-zero',
    ...patterns,
  ];
  const node = ['--import', 'tsx', ...mocha];
  try {
    const variables = { MOCHA_SUMMARY: summary };
    const code = coverage
      ? await runNode('c8/bin/c8.js', ['--config=.c8rc.json', process.execPath, ...node], variables)
      : await run(process.execPath, node, variables);
    return outcome(summary, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} summary
 * @param {number} code
 * @returns {Outcome}
 */
function outcome(summary, code) {
  if (!existsSync(summary)) return { passed: 0, failed: 1, skipped: 0 };
  const { passes, failures, pending } = JSON.parse(readFileSync(summary, 'utf8'));
  // A failing exit without a failing test: an error outside of any test, no test found, or coverage below its floor.
  const hidden = code !== 0 && failures === 0 ? 1 : 0;
  return { passed: passes, failed: failures + hidden, skipped: pending };
}
