import { isAscii } from 'node:buffer';
import type { AgentRecord, LineReader } from '../agents/agent.ts';
import { parseJson } from './parseJson.ts';

/**
 * What a reader makes of a line of JSON in UTF-8, as far as `isWanted`.
 *
 * V8 takes half as long for a line whose bytes are read as one character each, as in Latin-1. For ASCII that is the
 * same; otherwise only texts differ, and few records hold any beyond ASCII.
 * @throws SyntaxError
 */
export function readLine(
  reader: LineReader,
  line: Buffer,
  offset: number,
  isWanted: (record: AgentRecord) => boolean,
): readonly AgentRecord[] {
  if (isAscii(line)) return reader.read(JSON.parse(line.toString('latin1')), offset).filter(isWanted);
  const simple = reader.state ? undefined : readAsLatin1(reader, line, offset)?.filter(isWanted);
  return simple?.every(isAsciiRecord) ? simple : reader.read(parseJson(line), offset).filter(isWanted);
}

function readAsLatin1(reader: LineReader, line: Buffer, offset: number): readonly AgentRecord[] | undefined {
  try {
    return reader.read(JSON.parse(line.toString('latin1')), offset);
  } catch {
    return undefined; // a byte order mark, or no JSON at all
  }
}

/** Whether all that it says is told without any character that Latin-1 and UTF-8 write differently. */
function isAsciiRecord(record: AgentRecord): boolean {
  if (record.kind === 'session-cost' || (record.kind === 'usage' && record.copyOf.length > 0)) return false;
  for (const name in record) {
    const value: unknown = record[name as keyof AgentRecord];
    if (typeof value === 'string' && Buffer.byteLength(value) !== value.length) return false;
  }
  return true;
}
