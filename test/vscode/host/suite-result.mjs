// Reads the result file that test/vscode/index.ts writes inside the extension host.
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} SuiteTest
 * @property {string} title with those of the blocks around it
 * @property {'passed' | 'failed' | 'pending'} state
 * @property {number} [ms]
 * @property {string} [error] with its stack
 */

/**
 * @typedef {object} SuiteResult
 * @property {number} passes
 * @property {number} failures
 * @property {SuiteTest[]} tests
 */

/** No result: the extension host was killed or hung, or no test ran. */
export class SuiteError extends Error {
  /**
   * @param {string} message
   * @param {SuiteTest[]} tests those that had ended by then
   */
  constructor(message, tests) {
    super(message);
    this.name = 'SuiteError';
    this.tests = tests;
  }
}

/**
 * The result of a suite that came to its end. VS Code's own exit code does not tell: it is 0 when the host is killed.
 *
 * @param {string} file
 * @param {string} [reason] why it is over, as far as the caller knows
 * @returns {SuiteResult}
 */
export function readSuiteResult(file, reason = 'The extension host ended') {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const events = lines.map((line) => JSON.parse(line));
  /** @type {SuiteTest[]} */
  const tests = events
    .filter((one) => one.event === 'test')
    .map(({ title, state, ms, error }) => ({ title, state, ms, error }));
  const last = events.at(-1);
  if (last?.event !== 'end') {
    const where =
      last?.event === 'begin' ? `in "${last.title}"` : last ? `after "${last.title}"` : 'before the first test';
    throw new SuiteError(`${reason} ${where}.`, tests);
  }
  const count = (/** @type {string} */ state) => tests.filter((test) => test.state === state).length;
  const result = { passes: count('passed'), failures: count('failed'), tests };
  if (result.passes + result.failures === 0) throw new SuiteError('No test ran.', tests);
  if (last.failures > 0 && result.failures === 0) throw new SuiteError('mocha failed, but no test did.', tests);
  return result;
}
