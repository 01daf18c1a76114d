import { Random } from './random.mjs';

const POOL_BYTES = 4_000_000;

/** What agents' transcripts are full of, among it words that a careless text search takes for a usage record. */
const WORDS = [
  'const|let|export|async|await|return|if (|) {|}|=>|();|// later|/* note */|# step|error:|warning:|ok|PASS|FAIL|SELECT 1',
  'usage|"usage":{|"input_tokens":12,|"output_tokens": 7|"type":"assistant"|message.id|tokens|model: null|{"id":null}|[]',
  'src/tide/chart.ts:42|lib\\moon.py|C:\\Temp\\a|0x1f|3.1415|404|true|null|$HOME|%d|<td>|&amp;',
  'naïve|Größe|señal|月|潮汐|✓|→|🌙|the|and|harbour|lantern|keeps|time|with|low|water|at|dawn',
].flatMap((words) => words.split('|'));
const GAPS = [' ', ' ', ' ', ' ', ' ', '\n', '\n  ', '\n\t', '\r\n', '  '];

/**
 * Text for the inside of JSON strings, already escaped, as bytes that can be copied: `pool` holds it, `cuts` the positions
 * at which it may be cut without splitting a character or an escape.
 * @returns {{ pool: Buffer, cuts: Uint32Array }}
 */
function makePool() {
  const random = new Random('filler');
  const pool = Buffer.alloc(POOL_BYTES + 64);
  const cuts = [0];
  let length = 0;
  while (length < POOL_BYTES) {
    const word = JSON.stringify(random.pick(WORDS) + random.pick(GAPS)).slice(1, -1);
    length += pool.write(word, length);
    cuts.push(length);
  }
  return { pool: pool.subarray(0, length), cuts: Uint32Array.from(cuts) };
}

const { pool, cuts } = makePool();

/**
 * Some text of about `bytes` bytes, ready for the inside of a JSON string: pieces of the pool.
 * @param {Random} random
 * @param {number} bytes none for 0 or less
 * @returns {Buffer[]}
 */
export function filler(random, bytes) {
  /** @type {Buffer[]} */
  const pieces = [];
  for (let left = bytes; left > 8;) {
    const take = Math.min(left, pool.length / 2);
    const from = random.int(0, cuts.length >> 1);
    const start = cuts[from] ?? 0;
    const piece = pool.subarray(start, cuts[cutBefore(start + take)]);
    if (piece.length === 0) break;
    pieces.push(piece);
    left -= piece.length;
  }
  return pieces;
}

/** The number of the last cut that is not behind a position. @param {number} position */
function cutBefore(position) {
  let [low, high] = [0, cuts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cuts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
