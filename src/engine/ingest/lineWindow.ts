import { type ByteNeedle, scanLines } from './lineScanner.ts';
import { makeFinder, type NeedleFinder } from './needleFinder.ts';

/** Which lines are handed over, and to whom. */
export interface LineHandlers {
  /** Lines without any of these are passed over. */
  readonly needles: readonly ByteNeedle[];
  /** Lines that start before this offset are handed over in any case. */
  readonly headBytes: number;
  /** Called for each line of interest, in order. The bytes are good until it returns. */
  readonly onLine: (line: Buffer, offset: number) => void;
  /** Called with the offset of a line that is too long to be read ({@link MAX_LINE_BYTES}). */
  readonly onOversized: (offset: number) => void;
}

/** A longer line is passed over: no real one comes near, and memory has to stay bounded. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** Holds all but the longest lines; those make it grow. */
const WINDOW_BYTES = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LF = 10;

/** Windows that are not in use: those who read one after the other share one. */
const idle = new WeakMap<readonly ByteNeedle[], NeedleFinder[]>();

/** A part of a file in memory, as it moves along the file, cut into lines. */
export class LineWindow {
  readonly #handlers: LineHandlers;
  #finder: NeedleFinder;
  /** Length of the beginning of a line, at the start of the window, whose end has not been read yet. */
  #kept = 0;
  #oversized = false;
  /** Offset in the file of that line, behind all lines that have been handed over. */
  #offset: number;
  /** Offset in the file of what is read next. */
  #position: number;

  constructor(offset: number, handlers: LineHandlers) {
    this.#handlers = handlers;
    this.#offset = offset;
    this.#position = offset;
    this.#finder = idle.get(handlers.needles)?.pop() ?? this.#makeFinder(WINDOW_BYTES);
  }

  /** Offset behind the last line feed that was read. */
  get offset(): number {
    return this.#offset;
  }

  /** Offset behind the last byte that was read. */
  get position(): number {
    return this.#position;
  }

  /**
   * Reads on, at most up to `end`, and hands over the lines that are whole. `read` puts bytes from a position of the
   * file on into a buffer and tells how many. Returns that number.
   */
  advance(end: number, read: (target: Buffer, position: number) => number): number {
    if (this.#kept + CHUNK_BYTES > this.#finder.bytes.length) this.#grow();
    const { bytes } = this.#finder;
    const room = Math.min(CHUNK_BYTES, end - this.#position);
    const count = read(bytes.subarray(this.#kept, this.#kept + room), this.#position);
    if (count === 0) return 0;
    this.#position += count;
    const filled = this.#kept + count;
    const newline = bytes.subarray(this.#kept, filled).lastIndexOf(LF);
    if (newline === -1) this.#keep(filled);
    else this.#handOver(this.#kept + newline + 1, filled);
    return count;
  }

  /** Hands over what stands behind the last line feed: it may be a whole line already. */
  handOverRest(): void {
    if (this.#kept > 0) this.#scan(0, this.#kept);
  }

  /** Gives the memory back. */
  release(): void {
    if (this.#finder.bytes.length > WINDOW_BYTES) return; // rarely wanted
    const { needles } = this.#handlers;
    const others = idle.get(needles);
    if (others) others.push(this.#finder);
    else idle.set(needles, [this.#finder]);
  }

  #keep(filled: number): void {
    this.#kept = this.#oversized ? 0 : filled;
    if (this.#kept <= MAX_LINE_BYTES) return;
    this.#handlers.onOversized(this.#offset);
    this.#oversized = true;
    this.#kept = 0;
  }

  /** Lines end at `end`; behind it, up to `filled`, begins the next one. */
  #handOver(end: number, filled: number): void {
    const { bytes } = this.#finder;
    const start = this.#oversized ? bytes.indexOf(LF) + 1 : 0;
    if (this.#oversized) this.#offset = this.#position - filled + start;
    this.#scan(start, end);
    bytes.copyWithin(0, end, filled);
    this.#kept = filled - end;
    this.#offset = this.#position - this.#kept;
    this.#oversized = false;
  }

  #scan(start: number, end: number): void {
    const { needles, headBytes, onLine } = this.#handlers;
    scanLines(this.#finder, { start, end, fileOffset: this.#offset }, needles, headBytes, onLine);
  }

  #grow(): void {
    const larger = this.#makeFinder(this.#finder.bytes.length * 2);
    this.#finder.bytes.copy(larger.bytes, 0, 0, this.#kept);
    this.release();
    this.#finder = larger;
  }

  #makeFinder(size: number): NeedleFinder {
    return makeFinder(
      this.#handlers.needles.map((needle) => needle.bytes),
      size,
    );
  }
}
