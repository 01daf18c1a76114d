import { sleepUntil } from './clock.mjs';
import { rewriteLine } from './edits.mjs';
import { writeHistory } from './history.mjs';
import { freshName } from './ids.mjs';
import { RangeReader } from './lineReader.mjs';
import { tear } from './tear.mjs';
import { timeMap } from './timeMap.mjs';

/** Time between the last line of one round and the start of the next, in milliseconds of the transcript. */
const ROUND_GAP_MS = 5_000;

/**
 * One write: `bytes` go to the end of the file named by `parts` (below `projects`) at the clock's time `at` (ms since the
 * epoch, never less than that of the step before). `endsLine` is false for the first of a torn line's two writes.
 * @typedef {{ at: number, parts: readonly string[], bytes: Buffer, endsLine: boolean, round: number }} Step
 */

/**
 * @typedef {object} Plan
 * @property {import('./home.mjs').ReplayHome} home
 * @property {readonly import('./sources.mjs').Source[]} sources
 * @property {readonly import('./timeline.mjs').Entry[]} history
 * @property {readonly import('./timeline.mjs').Entry[]} live
 * @property {number} anchor
 * @property {number} now
 * @property {import('./timeMap.mjs').Speed} speed
 * @property {boolean} torn
 * @property {boolean} freshIds
 * @property {boolean} loop
 * @property {string} seed
 * @property {import('./clock.mjs').ReplayClock} clock
 */

/**
 * Transcripts on their way into an agent home. Use it either by `run`, or by `writeHistory` and then each step of
 * `next` (or of the async iteration, which is the same) with `apply`. `close` it when you leave `next` before the end.
 */
export class Replay {
  #plan;
  #reader = new RangeReader();
  #round = 0;
  #position = 0;
  #lastAt;
  #toWall;
  /** @type {Step | undefined} the second write of a torn line */
  #rest;

  /** @param {Plan} plan */
  constructor(plan) {
    this.#plan = plan;
    this.#lastAt = plan.now;
    this.#toWall = timeMap(plan);
    /** The home's real path, and its folder of projects. */
    this.home = plan.home.root;
    this.projects = plan.home.projects;
    this.historyLines = plan.history.length;
    this.liveLines = plan.live.length;
    this.files = plan.sources.length;
    /** When the first round ends by the clock, ms since the epoch. */
    this.endsAt = plan.speed === 'max' ? plan.now : this.#toWall(plan.live[plan.live.length - 1]?.time ?? plan.anchor);
  }

  /**
   * Writes everything up to the anchor at once, file by file.
   * @param {{ signal?: AbortSignal | undefined }} [options] stops between two writes, never inside a line
   * @returns {Promise<{ files: number, lines: number, bytes: number }>}
   */
  async writeHistory({ signal } = {}) {
    const { home, sources, history } = this.#plan;
    const render = this.#render.bind(this);
    const place = this.#place.bind(this);
    try {
      return await writeHistory({ home, sources, history, signal, render, place });
    } finally {
      await this.close();
    }
  }

  /**
   * What to append next, and when. Changes no file.
   * @returns {Promise<Step | undefined>} undefined at the end; with `loop` there is none
   */
  async next() {
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest) return rest;
    const { live, loop, speed, now } = this.#plan;
    if (this.#position === live.length && loop) this.#startRound();
    const entry = live[this.#position];
    if (!entry) {
      await this.close();
      return undefined;
    }
    this.#position++;
    const due = speed === 'max' ? now : this.#toWall(entry.time);
    this.#lastAt = Math.max(this.#lastAt, due);
    return this.#stepOf(await this.#render(entry), this.#place(entry.source.parts));
  }

  /** Appends a step of `next` to its file. @param {Step} step */
  async apply({ parts, bytes }) {
    await this.#plan.home.append(parts, bytes);
  }

  /**
   * Writes the history and plays the rest as time passes. An aborted run has not torn a line for good.
   * @param {{ signal?: AbortSignal, onHistory?: (written: { files: number, lines: number, bytes: number }) => void,
   *   onStep?: (step: Step) => void }} [options] `onStep` is called behind each write
   * @returns {Promise<{ lines: number, bytes: number, aborted: boolean }>} what was written in all
   */
  async run({ signal, onHistory, onStep } = {}) {
    const history = await this.writeHistory({ signal });
    onHistory?.(history);
    let { lines, bytes } = history;
    let insideLine = false;
    for await (const step of this) {
      await sleepUntil(this.#plan.clock, step.at, signal);
      // The second half of a torn line follows even when the run ends here: no file stays torn.
      if (signal?.aborted && !insideLine) break;
      await this.apply(step);
      onStep?.(step);
      bytes += step.bytes.length;
      insideLine = !step.endsLine;
      if (step.endsLine) lines++;
    }
    return { lines, bytes, aborted: signal?.aborted ?? false };
  }

  /** Lets go of the sources. */
  async close() {
    await this.#reader.close();
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (let step = await this.next(); step; step = await this.next()) yield step;
    } finally {
      await this.close();
    }
  }

  #startRound() {
    const { speed, clock, live } = this.#plan;
    const gap = speed === 'max' ? 0 : ROUND_GAP_MS / speed;
    this.#round++;
    this.#position = 0;
    // Starting at the first played line rather than at the anchor leaves out the silence before it.
    const anchor = live[0]?.time ?? 0;
    // After a sleep of the machine the last step lies in the past: the new round starts from now.
    this.#toWall = timeMap({ anchor, now: Math.max(this.#lastAt + gap, clock.now()), speed });
  }

  /** @param {import('./timeline.mjs').Entry} entry @returns {Promise<Buffer>} */
  async #render({ source, offset, length, whole, part }) {
    const text = await this.#reader.read(source.file, offset, length);
    const line = rewriteLine(text, { toWall: this.#toWall, salt: this.#salt(), part });
    return Buffer.from(whole ? `${line}\n` : line, 'latin1');
  }

  #salt() {
    const { freshIds, seed } = this.#plan;
    return freshIds || this.#round > 0 ? `${seed} ${this.#round}` : undefined;
  }

  /** @param {readonly string[]} parts */
  #place(parts) {
    const salt = this.#salt();
    // The first part is the project's folder, which keeps its name.
    return salt === undefined ? parts : parts.map((name, i) => (i === 0 ? name : freshName(name, salt)));
  }

  /** @param {Buffer} bytes @param {readonly string[]} parts @returns {Step} */
  #stepOf(bytes, parts) {
    const step = { at: this.#lastAt, parts, bytes, endsLine: true, round: this.#round };
    if (!this.#plan.torn || bytes.length < 2) return step;
    const { at, pauseMs } = tear(bytes, this.#plan.seed);
    if (this.#plan.speed !== 'max') this.#lastAt += pauseMs;
    this.#rest = { ...step, at: this.#lastAt, bytes: bytes.subarray(at) };
    return { ...step, bytes: bytes.subarray(0, at), endsLine: false };
  }
}
