import { answer } from '../../../test/support/claudeLines.ts';
import { iso } from './time.mjs';

/** @typedef {import('../../../test/support/claudeLines.ts').Answer} Answer */

/** What an answer costs of which nothing else is said: 10 in, 20 out, 300 written to the cache, 4000 read from it. */
export const ONE = /** @type {const} */ ([10, 20, 300, 4000]);
/** Two of them. */
export const TWO = /** @type {const} */ ([20, 40, 600, 8000]);
/** Three of them. */
export const THREE = /** @type {const} */ ([30, 60, 900, 12_000]);

/** An answer in one line, with ids and a time of its own. @param {number} n @param {Answer} [more] */
export function said(n, more = {}) {
  return answer({ id: `msg_${n}`, requestId: `req_${n}`, uuid: `uuid-${n}`, at: iso(n), ...more });
}

/** The same as text, without a line feed. @param {number} n @param {Answer} [more] */
export function saidText(n, more = {}) {
  return JSON.stringify(said(n, more));
}

/**
 * An answer in several lines, as it is written while it streams: a second lies between them, and each has its own uuid.
 * @param {number} n
 * @param {readonly number[]} outputs what each line gives as output
 * @param {Answer} [more]
 */
export function streamed(n, outputs, more = {}) {
  return outputs.map((output, part) => said(n, { output, uuid: `uuid-${n}-${part}`, at: iso(n, part), ...more }));
}
