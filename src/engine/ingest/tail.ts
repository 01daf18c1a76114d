import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { compareWithCursor, type FileChange, type FileCursor, makeCursor } from './cursor.ts';
import { type ByteNeedle, scanLines } from './lineScanner.ts';

/** How a file is read. */
export interface TailOptions {
  /** Lines without any of these are passed over. */
  readonly needles: readonly ByteNeedle[];
  /** Lines that start before this offset are read in any case. */
  readonly headBytes: number;
  /** Called before the first line is read, with what became of the file. */
  readonly onStart: (change: FileChange) => void;
  /** Called for each line of interest, in order. */
  readonly onLine: (line: Buffer, offset: number) => void;
  /** Called with the offset of a line that is too long to be read ({@link MAX_LINE_BYTES}). */
  readonly onOversized: (offset: number) => void;
  /** Called when all lines with a line feed have been handed over, and before one without is. */
  readonly onLastLine: () => void;
  /** Called after each chunk with the bytes read by it; awaited, so that others get their turn. */
  readonly onChunk: (bytes: number) => Promise<void>;
}

/** What one turn of reading came to. */
export interface TailResult {
  readonly change: FileChange;
  readonly cursor: FileCursor;
  /** False if the file holds more than was read in this turn ({@link TURN_BYTES}). */
  readonly complete: boolean;
}

const CHUNK_BYTES = 1024 * 1024;

/** A longer line is passed over: no real one comes near, and memory has to stay bounded. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** About as much is read in one turn, so that what was read can be committed before memory fills up. */
export const TURN_BYTES = 32 * 1024 * 1024;

const LF = 10;

/**
 * Reads what a file holds beyond its cursor, one turn of it, in chunks. The offset moves behind whole lines only; a last line without a
 * line feed is handed over as well (it may be complete already) but will be read again.
 * @throws the file system's error if the file cannot be opened or read
 */
export async function readTail(
  path: string,
  cursor: FileCursor | undefined,
  options: TailOptions,
): Promise<TailResult> {
  const fd = openSync(path, 'r');
  try {
    const stat = fstatSync(fd);
    const change = compareWithCursor(fd, stat, cursor);
    if (change === 'unchanged' && cursor) return { change, cursor, complete: true };
    const from = change === 'appended' && cursor ? cursor.offset : 0;
    options.onStart(change);
    const { offset, complete } = await readLines(fd, from, stat.size, options);
    // A size that cannot be the file's own keeps an incomplete reading from ever passing for an unchanged file.
    const { size, mtimeMs, ino } = stat;
    return { change, cursor: makeCursor(fd, offset, { size: complete ? size : offset, mtimeMs, ino }), complete };
  } finally {
    closeSync(fd);
  }
}

/** Reads from `[from, end)` for one turn. `offset` is behind the last line feed. */
async function readLines(
  fd: number,
  from: number,
  end: number,
  options: TailOptions,
): Promise<{ offset: number; complete: boolean }> {
  const { needles, headBytes, onLine, onOversized, onLastLine, onChunk } = options;
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(0, end - from)));
  let rest = Buffer.alloc(0); // the beginning of a line whose end has not been read yet
  let restOffset = from;
  let oversized = false;
  for (let position = from; position < end;) {
    const read = readSync(fd, chunk, 0, Math.min(chunk.length, end - position), position);
    if (read === 0) break;
    const bytes = chunk.subarray(0, read);
    position += read;
    const newline = bytes.lastIndexOf(LF);
    if (newline === -1) {
      if (!oversized) rest = Buffer.concat([rest, bytes]);
      if (rest.length > MAX_LINE_BYTES) {
        onOversized(restOffset);
        oversized = true;
        rest = Buffer.alloc(0);
      }
    } else {
      const skip = oversized ? bytes.indexOf(LF) + 1 : 0;
      const whole = bytes.subarray(skip, newline + 1);
      const start = oversized ? position - read + skip : restOffset;
      scanLines(rest.length > 0 ? Buffer.concat([rest, whole]) : whole, start, needles, headBytes, onLine);
      oversized = false;
      rest = Buffer.from(bytes.subarray(newline + 1));
      restOffset = position - read + newline + 1;
    }
    await onChunk(read);
    if (position < end && position - from >= TURN_BYTES && restOffset > from) {
      onLastLine();
      return { offset: restOffset, complete: false };
    }
  }
  onLastLine();
  if (rest.length > 0 && !oversized) scanLines(rest, restOffset, needles, headBytes, onLine);
  return { offset: restOffset, complete: true };
}
