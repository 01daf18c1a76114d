import { filler } from './filler.mjs';
import { LINE_BYTES, sample } from './quantiles.mjs';

/**
 * What all lines of a session share.
 * @typedef {{ id: string, version: string, cwd: string, branch: string, model: string, requestIds: boolean }} SessionInfo
 */

/** The lines of one transcript under way: keeps its clock and the chain of uuids. */
export class Transcript {
  /** @type {Buffer[]} */
  #pieces = [];
  /** Ends of the lines, as numbers of pieces. @type {number[]} */
  #ends = [];
  #parent = 'null';
  bytes = 0;

  /**
   * @param {import('./random.mjs').Random} random
   * @param {SessionInfo} info
   * @param {{ time: number, agent?: string }} start `time` in ms since the epoch; `agent` makes it a sub-agent's
   */
  constructor(random, info, { time, agent }) {
    this.random = random;
    this.info = info;
    this.time = time;
    this.agent = agent;
  }

  get lines() {
    return this.#ends.length;
  }

  /** The clock, as lines carry it. */
  get stamp() {
    return new Date(this.time).toISOString();
  }

  /** Lets some time pass. @param {number} low ms @param {number} high ms */
  wait(low, high) {
    this.time += this.random.int(low, high);
  }

  /**
   * Adds a line of about the given kind's size: `before`, filler, `after`.
   * @param {string} before
   * @param {{ kind: keyof typeof LINE_BYTES, after: string, twice?: string }} rest with `twice`, half of the filler is
   *   written again behind this text
   */
  filled(before, { kind, after, twice }) {
    const room = sample(this.random, LINE_BYTES[kind]) - before.length - after.length - (twice?.length ?? 0);
    const text = filler(this.random, twice === undefined ? room : room / 2);
    const copy = twice === undefined ? [] : [Buffer.from(twice), ...text];
    this.#add([Buffer.from(before), ...text, ...copy, Buffer.from(`${after}\n`)]);
  }

  /** Adds a line as it is. @param {string} text */
  line(text) {
    this.#add([Buffer.from(`${text}\n`)]);
  }

  /**
   * The opening of a line of the conversation and its closing fields; the line becomes the parent of the next one.
   * @returns {{ open: string, close: string, uuid: string }}
   */
  envelope() {
    const { id, version, cwd, branch } = this.info;
    const uuid = this.random.uuid();
    const agent = this.agent === undefined ? '' : `"agentId":"${this.agent}",`;
    const open = `{"parentUuid":${this.#parent},"isSidechain":${this.agent !== undefined},"userType":"external","cwd":"${cwd}","sessionId":"${id}","version":"${version}","gitBranch":"${branch}",${agent}`;
    this.#parent = `"${uuid}"`;
    return { open, close: `"uuid":"${uuid}","timestamp":"${this.stamp}"}`, uuid };
  }

  /** Takes over the first lines of another transcript, under this one's session id. @param {Transcript} other @param {number} count */
  copyFrom(other, count) {
    const pieces = other.#pieces.slice(0, other.#ends[count - 1]);
    const text = Buffer.concat(pieces).toString('latin1');
    this.#add([Buffer.from(text.replaceAll(other.info.id, this.info.id), 'latin1')]);
    this.time = other.time;
  }

  /** The file's bytes. @param {{ ended: boolean }} options `ended: false` leaves out the last line feed */
  toBuffer({ ended }) {
    const all = Buffer.concat(this.#pieces);
    return ended ? all : all.subarray(0, -1);
  }

  /** @param {Buffer[]} pieces one or more whole lines */
  #add(pieces) {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.bytes += piece.length;
    }
    this.#ends.push(this.#pieces.length);
  }
}
