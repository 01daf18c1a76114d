import { HEAD_BYTES, type LineFormat, type LineReader } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import { RecordGatherer } from '../ledger/gatherRecords.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import type { ByteNeedle } from './lineScanner.ts';
import { type LineHandlers, MAX_LINE_BYTES } from './lineWindow.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { readLine } from './readLine.ts';
import { readTail } from './tail.ts';

/** Reads what was added to a file of lines. */
export async function readLines(
  file: LogFile,
  format: LineFormat,
  cursor: FileCursor | undefined,
  onChunk: OnBytes,
): Promise<LogReading> {
  const lines = new LineCollector(file, format);
  let state: string | undefined;
  const result = await readTail(file.path, cursor, {
    ...lines.handlers,
    onChunk,
    onStart: (change) => lines.open(change === 'appended' ? cursor?.state : undefined),
    onLastLine: () => (state = lines.state),
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
  readonly #file: LogFile;
  readonly #format: LineFormat;
  #reader: LineReader;
  readonly #gatherer = new RecordGatherer();
  readonly #bad: { offset: number; why: string }[] = [];

  constructor(file: LogFile, format: LineFormat) {
    this.#file = file;
    this.#format = format;
    this.#reader = format.open(file, undefined);
  }

  /** Which lines it wants. */
  get handlers(): LineHandlers {
    return {
      needles: needlesOf(this.#format),
      headBytes: this.#format.headBytes ?? HEAD_BYTES,
      onLine: (line, offset) => this.#add(line, offset),
      onOversized: (offset) => this.#refuse(offset, `longer than ${MAX_LINE_BYTES / 2 ** 20} MiB`),
    };
  }

  /** What the lines so far leave behind. */
  get state(): string | undefined {
    return this.#reader.state?.();
  }

  /** Begins, before any line, with what earlier lines have left behind. */
  open(state: string | undefined): void {
    this.#reader = this.#format.open(this.#file, state);
  }

  /** `end`: the beginning of a line that is still being written, from there on, is no bad line. */
  result(end: number): Pick<LogReading, 'records' | 'complaint'> {
    const bad = this.#bad.filter(({ offset }) => offset < end);
    return { records: this.#gatherer.records, complaint: complain(this.#file.path, bad) };
  }

  #add(line: Buffer, offset: number): void {
    if (isBlank(line)) return;
    try {
      const records = readLine(this.#reader, line, offset, (record) => this.#gatherer.wants(record));
      for (const record of records) this.#gatherer.add(record);
    } catch (error) {
      this.#refuse(offset, messageOf(error));
    }
  }

  #refuse(offset: number, why: string): void {
    this.#bad.push({ offset, why });
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
