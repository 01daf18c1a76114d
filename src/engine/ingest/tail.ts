import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { compareWithCursor, type FileChange, type FileCursor, makeCursor } from './cursor.ts';
import { type LineHandlers, LineWindow } from './lineWindow.ts';

/** How a file is read. */
export interface TailOptions extends LineHandlers {
  /** Called before the first line is read, with what became of the file. */
  readonly onStart: (change: FileChange) => void;
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

/** About as much is read in one turn, so that what was read can be committed before memory fills up. */
export const TURN_BYTES = 32 * 1024 * 1024;

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
  const { onLastLine, onChunk } = options;
  const window = new LineWindow(from, options);
  try {
    while (window.position < end) {
      const read = window.advance(end, (target, position) => readSync(fd, target, 0, target.length, position));
      if (read === 0) break;
      await onChunk(read);
      if (window.position < end && window.position - from >= TURN_BYTES && window.offset > from) {
        onLastLine();
        return { offset: window.offset, complete: false };
      }
    }
    onLastLine();
    window.handOverRest();
    return { offset: window.offset, complete: true };
  } finally {
    window.release();
  }
}
