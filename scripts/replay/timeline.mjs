import { findSpans } from './jsonSpans.mjs';
import { instantOf } from './edits.mjs';
import { readLines } from './lineReader.mjs';
import { splitAnswer } from './streamed.mjs';

/**
 * One line to be written. `time` is its instant in the transcript (ms), never less than that of the line before it in its
 * file: the order within a file is the order of writing, whatever the timestamps say.
 * @typedef {object} Entry
 * @property {import('./sources.mjs').Source} source
 * @property {number} offset where the line starts in the source, in bytes
 * @property {number} length without its line feed
 * @property {boolean} whole false for a last line that is neither JSON nor ended: it stays without a line feed
 * @property {number} time
 * @property {import('./streamed.mjs').Part} [part] set where the line is one of several made of one
 */

/** @typedef {Entry & { own: number | undefined, answer: string | undefined, output: number }} Raw */

const WANTED = new Set([
  'type',
  'timestamp',
  'snapshot.timestamp',
  'data.message.timestamp',
  'message.id',
  'message.usage.output_tokens',
]);

/**
 * All lines of all sources in the order in which the agent wrote them.
 * @param {readonly import('./sources.mjs').Source[]} sources
 * @param {{ stream: boolean }} options `stream` splits the answers that have one line only
 * @returns {Promise<Entry[]>}
 */
export async function readTimeline(sources, { stream }) {
  /** @type {Entry[]} */
  const all = [];
  for (const source of sources) {
    const raws = await readSource(source);
    setTimes(raws);
    const single = stream ? singleAnswers(raws) : new Set();
    raws.forEach((raw, i) => all.push(...(single.has(raw) ? split(raw, raws[i - 1]) : [entryOf(raw)])));
  }
  // Stable: equal times keep the order of the file, and the order in which the sources were given.
  return all.toSorted((a, b) => a.time - b.time);
}

/** @param {import('./sources.mjs').Source} source */
async function readSource(source) {
  /** @type {Raw[]} */
  const raws = [];
  for await (const { offset, text, ended } of readLines(source.file)) {
    const spans = findSpans(text, (path) => WANTED.has(path));
    /** @param {string} path */
    const get = (path) => {
      const span = spans?.find((one) => one.path === path);
      return span && text.slice(span.start, span.end);
    };
    const stamp = get('timestamp') ?? get('snapshot.timestamp') ?? get('data.message.timestamp');
    const own = stamp === undefined ? undefined : instantOf(stamp);
    const answer = get('type') === '"assistant"' ? get('message.id') : undefined;
    const output = Number(get('message.usage.output_tokens') ?? 0);
    raws.push({
      source,
      offset,
      length: text.length,
      whole: ended || spans !== undefined,
      time: -Infinity,
      own,
      answer,
      output,
    });
  }
  return raws;
}

/** A line without an instant is of the time of the line before it; the first ones are of the time of the next. @param {Raw[]} raws */
function setTimes(raws) {
  let time = raws.find(({ own }) => own !== undefined)?.own ?? -Infinity;
  for (const raw of raws) {
    time = Math.max(time, raw.own ?? time);
    raw.time = time;
  }
}

/** The answers on one line, which therefore grow in no line of the source. @param {Raw[]} raws */
function singleAnswers(raws) {
  /** @type {Map<string, Raw | undefined>} */
  const byId = new Map();
  for (const raw of raws) if (raw.answer !== undefined) byId.set(raw.answer, byId.has(raw.answer) ? undefined : raw);
  return new Set([...byId.values()].filter((raw) => raw !== undefined));
}

/** @param {Raw} raw @param {Raw | undefined} previous @returns {Entry[]} */
function split(raw, previous) {
  if (raw.own === undefined) return [entryOf(raw)];
  const parts = splitAnswer({ time: raw.time, before: previous?.time ?? raw.time, output: raw.output });
  if (parts.length === 0) return [entryOf(raw)];
  return parts.map((part) => Object.assign(entryOf(raw), { time: part.time, part }));
}

/** @param {Raw} raw @returns {Entry} */
function entryOf({ source, offset, length, whole, time }) {
  return { source, offset, length, whole, time };
}
