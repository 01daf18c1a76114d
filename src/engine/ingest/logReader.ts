import { HEAD_BYTES, type Agent, type AgentRecord } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import { MAX_LINE_BYTES, readTail, type TailResult } from './tail.ts';

/** What a file held beyond its cursor. */
export interface LogReading extends TailResult {
  readonly records: readonly AgentRecord[];
  /** Lines that could not be read, in words; undefined if there were none. */
  readonly complaint: string | undefined;
}

const needles = new WeakMap<Agent, readonly Buffer[]>();

function needlesOf(agent: Agent): readonly Buffer[] {
  let found = needles.get(agent);
  if (!found) needles.set(agent, (found = agent.needles.map((needle) => Buffer.from(needle))));
  return found;
}

/**
 * Reads what is new in a log file. A bad line is left out and told of, its neighbours are counted.
 * @throws the file system's error if the file cannot be read
 */
export async function readLog(
  file: LogFile,
  cursor: FileCursor | undefined,
  onChunk: (bytes: number) => Promise<void>,
): Promise<LogReading> {
  const records: AgentRecord[] = [];
  const bad: { offset: number; why: string }[] = [];
  let last: { offset: number; error: unknown } | undefined;
  const result = await readTail(file.path, cursor, {
    needles: needlesOf(file.agent),
    headBytes: HEAD_BYTES,
    onChunk,
    onOversized: (offset) => bad.push({ offset, why: `longer than ${MAX_LINE_BYTES / 2 ** 20} MiB` }),
    onLine(line, offset) {
      if (isBlank(line)) return;
      try {
        const record = file.agent.read(parse(line), { path: file.path, relativePath: file.relativePath, offset });
        if (record) records.push(record);
      } catch (error) {
        last = { offset, error };
        bad.push({ offset, why: messageOf(error) });
      }
    },
  });
  // The beginning of a line that is still being written is no bad line.
  if (last && last.offset >= result.cursor.offset) bad.pop();
  return { ...result, records, complaint: complain(file.path, bad) };
}

function parse(line: Buffer): unknown {
  const hasBom = line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;
  return JSON.parse(line.toString('utf8', hasBom ? 3 : 0));
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
