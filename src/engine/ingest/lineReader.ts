import { type AgentRecord, HEAD_BYTES, type LineFormat, type LineReader } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import type { ByteNeedle } from './lineScanner.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { parseJson } from './parseJson.ts';
import { MAX_LINE_BYTES, readTail } from './tail.ts';

/** Reads what was added to a file of lines. */
export async function readLines(
  file: LogFile,
  format: LineFormat,
  cursor: FileCursor | undefined,
  onChunk: OnBytes,
): Promise<LogReading> {
  let lines = new LineCollector(file, format.open(file, undefined));
  let state: string | undefined;
  const result = await readTail(file.path, cursor, {
    needles: needlesOf(format),
    headBytes: HEAD_BYTES,
    onChunk,
    onStart: (change) => {
      if (change === 'appended') lines = new LineCollector(file, format.open(file, cursor?.state));
    },
    onOversized: (offset) => lines.refuse(offset, `longer than ${MAX_LINE_BYTES / 2 ** 20} MiB`),
    onLine: (line, offset) => lines.add(line, offset),
    onLastLine: () => (state = lines.reader.state?.()),
  });
  if (result.change === 'unchanged') return { ...result, records: [], complaint: undefined };
  return { ...result, cursor: { ...result.cursor, state }, ...lines.result(result.cursor.offset) };
}

const needles = new WeakMap<LineFormat, readonly ByteNeedle[]>();

/** A format's needles as bytes. */
export function needlesOf(format: LineFormat): readonly ByteNeedle[] {
  let found = needles.get(format);
  if (!found) {
    found = format.needles.map(({ text, unless }) => ({
      bytes: Buffer.from(text),
      unless: unless === undefined ? undefined : Buffer.from(unless),
    }));
    needles.set(format, found);
  }
  return found;
}

/** Parses lines and gathers what a reader makes of them. A bad line is left out and told of. */
export class LineCollector {
  readonly reader: LineReader;
  readonly #file: LogFile;
  readonly #records: AgentRecord[] = [];
  readonly #bad: { offset: number; why: string }[] = [];

  constructor(file: LogFile, reader: LineReader) {
    this.#file = file;
    this.reader = reader;
  }

  add(line: Buffer, offset: number): void {
    if (isBlank(line)) return;
    try {
      for (const record of this.reader.read(parseJson(line), offset)) this.#records.push(record);
    } catch (error) {
      this.refuse(offset, messageOf(error));
    }
  }

  refuse(offset: number, why: string): void {
    this.#bad.push({ offset, why });
  }

  /** `end`: the beginning of a line that is still being written, from there on, is no bad line. */
  result(end: number): Pick<LogReading, 'records' | 'complaint'> {
    const bad = this.#bad.filter(({ offset }) => offset < end);
    return { records: this.#records, complaint: complain(this.#file.path, bad) };
  }
}

/** Nothing but spaces, tabs and a carriage return. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 32 || byte === 9 || byte === 13);
}

function complain(path: string, bad: readonly { offset: number; why: string }[]): string | undefined {
  const first = bad[0];
  if (!first) return undefined;
  const lines = bad.length === 1 ? '1 line' : `${bad.length} lines`;
  return `${lines} of ${path} could not be read (the first at byte ${first.offset}: ${first.why}). All others were counted.`;
}
