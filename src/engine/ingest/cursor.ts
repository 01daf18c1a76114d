import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

/** How far a file has been read, and what tells whether it is still the same file. */
export interface FileCursor {
  /** Behind the last line feed that was read. */
  readonly offset: number;
  /** Of the file at that moment; with `mtimeMs` a cheap sign that nothing changed. */
  readonly size: number;
  readonly mtimeMs: number;
  /** Identity is a hint only: contents decide. */
  readonly inode: number;
  /** Hash of the first {@link HEAD} bytes before `offset`. */
  readonly head: string;
  /** Hash of the last {@link TAIL} bytes before `offset`. */
  readonly tail: string;
  /** What the lines so far leave behind for those to come ({@link LineReader.state}). */
  readonly state?: string | undefined;
}

/** What the file system says of an open file. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** What became of a file since its cursor was made. */
export type FileChange = 'unchanged' | 'appended' | 'replaced';

const HEAD = 1024;
const TAIL = 128;

/**
 * Tells what became of an open file. `replaced` covers truncation, rotation and rewriting in place: the file must be
 * read from its start. An edit in the middle that leaves head and tail alone is not noticed.
 */
export function compareWithCursor(fd: number, stat: FileState, cursor: FileCursor | undefined): FileChange {
  if (!cursor) return 'replaced';
  const { size, mtimeMs, ino } = stat;
  if (size === cursor.size && mtimeMs === cursor.mtimeMs && ino === cursor.inode) return 'unchanged';
  if (size < cursor.offset) return 'replaced';
  const same = fingerprint(fd, cursor.offset);
  return same.head === cursor.head && same.tail === cursor.tail ? 'appended' : 'replaced';
}

/** The cursor of a file that has been read up to `offset`. `stat` is the state that was read, not a later one. */
export function makeCursor(fd: number, offset: number, stat: FileState): FileCursor {
  return { offset, size: stat.size, mtimeMs: stat.mtimeMs, inode: stat.ino, ...fingerprint(fd, offset) };
}

function fingerprint(fd: number, offset: number): { head: string; tail: string } {
  return {
    head: hashOf(fd, 0, Math.min(HEAD, offset)),
    tail: hashOf(fd, Math.max(0, offset - TAIL), Math.min(TAIL, offset)),
  };
}

function hashOf(fd: number, position: number, length: number): string {
  const bytes = Buffer.alloc(length);
  const read = readSync(fd, bytes, 0, length, position);
  return createHash('sha256').update(bytes.subarray(0, read)).digest('base64').slice(0, 16);
}
