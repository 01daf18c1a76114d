import { freshId } from './ids.mjs';

/** How far before its answer the first of its lines may lie, in milliseconds. */
const SPREAD_MS = 6_000;

/**
 * One line of an answer that is split into several. `time` is its instant in the transcript, in ms; `edit` gives the JSON
 * that replaces a value of the logged line, or undefined where it stays.
 * @typedef {{ time: number, edit: (path: string, json: string, uuidJson: string | undefined) => string | undefined }} Part
 */

/**
 * Splits a logged answer into lines as an agent streams them: every line but the last has less output than the next, and
 * the last is the logged one. All lines have uuids of their own, each the parent of the next.
 * @param {{ time: number, before: number, output: number }} answer its instant, that of the line before it in the file
 *   (ms), and its final output tokens
 * @returns {Part[]} empty where the output is too small to grow
 */
export function splitAnswer({ time, before, output }) {
  const count = Math.min(output, output > 400 ? 4 : output > 60 ? 3 : 2);
  if (count < 2) return [];
  const from = Math.max(Math.min(before, time), time - SPREAD_MS);
  return Array.from({ length: count }, (_, i) => part(i, count, from + ((time - from) * (i + 1)) / count, output));
}

/** @param {number} i @param {number} count @param {number} time @param {number} output @returns {Part} */
function part(i, count, time, output) {
  const last = i === count - 1;
  return {
    time: Math.round(time),
    edit(path, json, uuidJson) {
      if (path === 'parentUuid' && i > 0) return uuidOf(i - 1, uuidJson);
      if (last) return undefined;
      if (path === 'uuid') return uuidOf(i, json);
      if (path === 'message.stop_reason') return 'null';
      if (path === 'message.content') return '[{"type":"thinking","thinking":"","signature":""}]';
      // The square makes the first lines small, as the placeholders of a stream are.
      if (path === 'message.usage.output_tokens') return String(grown(i, count, output));
      return undefined;
    },
  };
}

/** The uuid of the `n`th line before the last. @param {number} n @param {string | undefined} json */
function uuidOf(n, json) {
  return json === undefined || json.length < 3 ? undefined : `"${freshId(json.slice(1, -1), `part ${n}`)}"`;
}

/** Strictly growing below `output`. @param {number} i @param {number} count @param {number} output */
function grown(i, count, output) {
  return Math.min(output - (count - 1 - i), i + 1 + Math.floor((output - count) * ((i + 1) / count) ** 2));
}
