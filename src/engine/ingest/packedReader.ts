import zlib from 'node:zlib';
import type { LineFormat } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import { LineCollector } from './lineReader.ts';
import { LineWindow } from './lineWindow.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { MAX_WHOLE_BYTES, nothing, readWhole } from './wholeFile.ts';

/** Unpacks an archive, or fails if it holds more bytes than it may. */
type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

type Unpacked = (error: Error | null, result: { buffer: Buffer; engine: { bytesWritten: number } }) => void;
type Zstd = (bytes: Buffer, options: { maxOutputLength: number; info: true }, done: Unpacked) => void;

/** Node has it from 22.15 on. */
const { zstdDecompress } = zlib as { zstdDecompress?: Zstd };

const unzstd: Unpack | undefined =
  zstdDecompress &&
  ((bytes, options) =>
    new Promise((resolve, reject) =>
      zstdDecompress(bytes, { ...options, info: true }, (error, result) => {
        if (error) reject(error);
        // It stops after the first frame. Codex writes but one.
        else if (result.engine.bytesWritten < bytes.length) reject(new Error('it is packed in several frames'));
        else resolve(result.buffer);
      }),
    ));

/** Reads a packed file of lines that is new or has changed. */
export async function readPackedLines(
  file: LogFile,
  format: LineFormat,
  before: FileCursor | undefined,
  onBytes: OnBytes,
  unpack = unzstd,
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
