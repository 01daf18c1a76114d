import { fstatSync, readSync } from 'node:fs';

/** Where the newest committed pages of a database lie in its write-ahead log. */
export interface WalIndex {
  /** The log's header, which changes when the log is begun anew. */
  readonly header: Buffer;
  /** Bytes of a page. */
  readonly pageSize: number;
  /** Pages of the database after the last commit. */
  readonly pages: number;
  /** Offset of each page's newest committed contents, by page number from 1. */
  readonly offsets: ReadonlyMap<number, number>;
}

/** Bytes of the log's header. */
export const WAL_HEADER_BYTES = 32;

const FRAME_HEADER_BYTES = 24;
/** The last bit says in which byte order the checksums read the words. */
const MAGIC = 0x377f0682;
/** Frames are read so many bytes at a time. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a write-ahead log up to its last commit, as SQLite's "Database File Format", section 4, says: a frame is good if
 * it bears the salt of the header and its checksum, which goes on from the frame before, is right; what follows the first
 * bad frame is a remainder of an earlier log. Undefined if the log holds no commit.
 */
export function readWal(fd: number): WalIndex | undefined {
  const header = readAt(fd, 0, WAL_HEADER_BYTES);
  if (header.length < WAL_HEADER_BYTES || (header.readUInt32BE(0) & ~1) !== MAGIC) return undefined;
  const littleEndian = (header.readUInt32BE(0) & 1) === 0;
  const pageSize = header.readUInt32BE(8);
  const sum = checksum([0, 0], header, 0, 24, littleEndian);
  if (!isPageSize(pageSize) || !equals(sum, header, 24)) return undefined;

  const committed = new Map<number, number>();
  const pending = new Map<number, number>();
  let pages = 0;
  for (const { frame, offset } of frames(fd, pageSize)) {
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break;
    checksum(sum, frame, 0, 8, littleEndian);
    checksum(sum, frame, FRAME_HEADER_BYTES, frame.length, littleEndian);
    if (!equals(sum, frame, 16)) break;
    pending.set(frame.readUInt32BE(0), offset + FRAME_HEADER_BYTES);
    const pagesAfterCommit = frame.readUInt32BE(4);
    if (pagesAfterCommit === 0) continue;
    pages = pagesAfterCommit;
    for (const [page, at] of pending) committed.set(page, at);
    pending.clear();
  }
  return pages === 0 ? undefined : { header, pageSize, pages, offsets: committed };
}

/** Whether a database can have pages of so many bytes. */
export function isPageSize(bytes: number): boolean {
  return bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;
}

function* frames(fd: number, pageSize: number): Generator<{ frame: Buffer; offset: number }> {
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  const turn = Math.max(1, Math.floor(CHUNK_BYTES / frameBytes)) * frameBytes;
  const end = fstatSync(fd).size;
  for (let position = WAL_HEADER_BYTES; position < end; position += turn) {
    const bytes = readAt(fd, position, turn);
    for (let start = 0; start + frameBytes <= bytes.length; start += frameBytes)
      yield { frame: bytes.subarray(start, start + frameBytes), offset: position + start };
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

type Checksum = [number, number];

/** Carries a checksum on over some words of a buffer. */
function checksum(sum: Checksum, bytes: Buffer, from: number, to: number, littleEndian: boolean): Checksum {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [a, b] = sum;
  for (let i = from; i < to; i += 8) {
    a = (a + words.getUint32(i, littleEndian) + b) >>> 0;
    b = (b + words.getUint32(i + 4, littleEndian) + a) >>> 0;
  }
  sum[0] = a;
  sum[1] = b;
  return sum;
}

function equals([a, b]: Checksum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;
}
