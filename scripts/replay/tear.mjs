import { createHash } from 'node:crypto';

/** The longest time between the two writes of one line, in milliseconds. */
const LONGEST_MS = 80;

/**
 * Where to tear a line into two writes, and how long to wait in between. Any byte will do, also one inside a character;
 * the same line and seed are torn at the same place.
 * @param {Uint8Array} bytes at least two
 * @param {string} seed
 * @returns {{ at: number, pauseMs: number }} `at` lies between 1 and the length less 1
 */
export function tear(bytes, seed) {
  const hash = createHash('sha256').update(seed).update(bytes).digest();
  return {
    at: 1 + (hash.readUInt32LE(0) % (bytes.length - 1)),
    pauseMs: 5 + (hash.readUInt32LE(4) % (LONGEST_MS - 5)),
  };
}
