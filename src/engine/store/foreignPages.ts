import { closeSync, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';
import { codeOf } from '../errors.ts';
import { isPageSize, readWal, WAL_HEADER_BYTES, type WalIndex } from './walIndex.ts';

const MAGIC = Buffer.from('SQLite format 3\0');
const JOURNAL_MAGIC = Buffer.from('d9d505f920a163d7', 'hex');
/** Places in the header of a database that say how it is journaled: 1 is "by rollback journal", 2 "by write-ahead log". */
const JOURNAL_MODES = [18, 19];

/**
 * A database file of another program as it was at the last commit when it was opened: the file with the committed pages
 * of its write-ahead log laid over it. Files are opened for reading only and never locked.
 *
 * SQLite takes it for the contents of a file in memory: sql.js keeps the `slice` of the bytes that it is given and reads
 * from `subarray` of that, so that only the pages that a query needs are ever read.
 */
export class ForeignPages {
  /** Bytes of the whole database. */
  readonly length: number;
  readonly #path: string;
  readonly #fd: number;
  readonly #walFd: number | undefined;
  readonly #wal: WalIndex | undefined;
  readonly #before: BigIntStats;

  /** @throws the file system's error */
  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(path, 'r');
    try {
      this.#before = fstatSync(this.#fd, { bigint: true });
      this.#walFd = openIfPresent(`${path}-wal`);
      this.#wal = this.#walFd === undefined ? undefined : readWal(this.#walFd);
      this.length = this.#wal ? this.#wal.pages * this.#wal.pageSize : Number(this.#before.size);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** @throws an error that says why this is no database that can be read now */
  check(): void {
    if (this.length === 0) return;
    const header = this.subarray(0, 100);
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('it is no SQLite database');
    const told = header.readUInt16BE(16);
    const pageSize = told === 1 ? 65_536 : told;
    if (!isPageSize(pageSize) || (this.#wal && this.#wal.pageSize !== pageSize))
      throw new Error('its header is damaged');
    if (!this.#wal && isJournalHot(this.#path)) throw new BusyDatabaseError();
  }

  /** The bytes from `from` on, before `to`. */
  subarray(from: number, to: number): Buffer {
    const bytes = Buffer.alloc(to - from);
    const pageSize = this.#wal?.pageSize ?? Math.max(1, to - from);
    for (let at = from; at < to;) {
      const end = Math.min(to, at - (at % pageSize) + pageSize);
      const newer = this.#wal?.offsets.get(Math.floor(at / pageSize) + 1);
      if (newer === undefined) readSync(this.#fd, bytes, at - from, end - at, at);
      else readSync(this.#walFd!, bytes, at - from, end - at, newer + (at % pageSize));
      at = end;
    }
    for (const place of JOURNAL_MODES) if (from <= place && place < to) bytes[place - from] = 1;
    return bytes;
  }

  /** All of it, still unread. */
  slice(): this {
    return this;
  }

  /**
   * Whether all that was read is of one state. Where a log is written ahead, the file itself changes at a checkpoint only,
   * and the log grows only at its end until it is begun anew.
   */
  isUnchanged(): boolean {
    const now = openSync(this.#path, 'r');
    try {
      const { ino, size, mtimeNs } = fstatSync(now, { bigint: true });
      if (ino !== this.#before.ino || size !== this.#before.size || mtimeNs !== this.#before.mtimeNs) return false;
    } finally {
      closeSync(now);
    }
    if (!this.#wal) return true;
    const header = Buffer.alloc(WAL_HEADER_BYTES);
    readSync(this.#walFd!, header, 0, header.length, 0);
    return header.equals(this.#wal.header);
  }

  close(): void {
    closeSync(this.#fd);
    if (this.#walFd !== undefined) closeSync(this.#walFd);
  }
}

/** The owner was writing to the database whenever it was looked at. */
export class BusyDatabaseError extends Error {
  constructor() {
    super('it is being written');
    this.name = 'BusyDatabaseError';
  }
}

/** Whether a transaction has begun to change the file itself and has not ended. */
function isJournalHot(path: string): boolean {
  const fd = openIfPresent(`${path}-journal`);
  if (fd === undefined) return false;
  try {
    const start = Buffer.alloc(JOURNAL_MAGIC.length);
    readSync(fd, start, 0, start.length, 0);
    return start.equals(JOURNAL_MAGIC);
  } finally {
    closeSync(fd);
  }
}

function openIfPresent(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
