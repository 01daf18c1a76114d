import { open } from 'node:fs/promises';
import type { FileCursor, FileState } from './cursor.ts';
import type { LogReading } from './logReader.ts';

/** A larger file is not read: no real one comes near, and memory has to stay bounded. */
export const MAX_WHOLE_BYTES = 512 * 1024 * 1024;

const UNREAD: FileCursor = { offset: 0, size: -1, mtimeMs: 0, inode: 0, head: '', tail: '' };

/** The reading of a file that brought nothing. With a complaint it will be tried again at the next look. */
export function nothing(cursor: FileCursor = UNREAD, complaint?: string): LogReading {
  return { change: 'unchanged', cursor, complete: true, records: [], complaint };
}

/** A file as it was when it was read. */
export interface WholeFile {
  /** Undefined if the file is what its cursor says. */
  readonly bytes: Buffer | undefined;
  readonly cursor: FileCursor;
}

/**
 * Reads a file that is written anew as a whole, unless it is unchanged.
 * @throws the file system's error, or one that says that the file is too large
 */
export async function readWhole(path: string, cursor: FileCursor | undefined): Promise<WholeFile> {
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs, ino }: FileState = await handle.stat();
    if (cursor?.size === size && cursor.mtimeMs === mtimeMs && cursor.inode === ino)
      return { bytes: undefined, cursor };
    if (size > MAX_WHOLE_BYTES) throw new Error(`it is larger than ${MAX_WHOLE_BYTES / 2 ** 20} MiB`);
    const bytes = await handle.readFile();
    return { bytes, cursor: { offset: size, size, mtimeMs, inode: ino, head: '', tail: '' } };
  } finally {
    await handle.close();
  }
}
