import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { LineFormat } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import { LineCollector } from './lineReader.ts';
import { LineWindow } from './lineWindow.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { MAX_WHOLE_BYTES, nothing, readWhole } from './wholeFile.ts';

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Node has zstd from 22.15 on. */
const unpack: Unpack | undefined =
  'zstdDecompress' in zlib
    ? promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.zstdDecompress as never)
    : undefined;

/** Reads a packed file of lines that is new or has changed. */
export async function readPackedLines(
  file: LogFile,
  format: LineFormat,
  before: FileCursor | undefined,
  onBytes: OnBytes,
): Promise<LogReading> {
  if (!unpack)
    return nothing(
      before,
      `${file.path} is packed with zstd, which this version of Node cannot unpack. It was not counted.`,
    );
  const { bytes, cursor } = await readWhole(file.path, before);
  if (!bytes) return nothing(cursor);
  await onBytes(bytes.length);
  const lines = new LineCollector(file, format);
  try {
    const plain = await unpack(bytes, { maxOutputLength: MAX_WHOLE_BYTES });
    const window = new LineWindow(0, lines.handlers);
    while (window.position < plain.length)
      window.advance(plain.length, (target, position) => plain.copy(target, 0, position));
    window.handOverRest();
    window.release();
    return { change: 'replaced', cursor, complete: true, ...lines.result(plain.length) };
  } catch (error) {
    return nothing(before, `${file.path} could not be unpacked (${messageOf(error)}).`);
  }
}
