import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Asks again and again until the answer is neither false, null, undefined nor an error.
 *
 * @template T
 * @param {() => T | Promise<T>} check
 * @param {string} what for the error, when time is over
 * @param {number} [limitMs]
 * @returns {Promise<Exclude<Awaited<T>, false | null | undefined>>}
 */
export async function until(check, what, limitMs = 20_000) {
  /** @type {unknown} */
  let last;
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await sleep(POLL_MS)) {
    try {
      const answer = await check();
      if (answer !== false && answer !== null && answer !== undefined) return /** @type {any} */ (answer);
      last = answer;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}. Last: ${String(last)}`);
}
