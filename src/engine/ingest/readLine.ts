import { isAscii } from 'node:buffer';
import type { AgentRecord, LineReader } from '../agents/agent.ts';
import { parseJson } from './parseJson.ts';

/**
 * What a reader makes of a line of JSON in UTF-8.
 *
 * V8 takes half as long for a line whose bytes are read as one character each, as in Latin-1. For ASCII that is the
 * same; otherwise only the texts differ, and texts beyond ASCII are rare in what a request leaves in its record.
 * @throws SyntaxError
 */
export function readLine(reader: LineReader, line: Buffer, offset: number): readonly AgentRecord[] {
  if (isAscii(line)) return reader.read(JSON.parse(line.toString('latin1')), offset);
  const simple = reader.state ? [] : readAsLatin1(reader, line, offset);
  return simple.length > 0 && simple.every(isAsciiRequest) ? simple : reader.read(parseJson(line), offset);
}

function readAsLatin1(reader: LineReader, line: Buffer, offset: number): readonly AgentRecord[] {
  try {
    return reader.read(JSON.parse(line.toString('latin1')), offset);
  } catch {
    return []; // a byte order mark, or no JSON at all
  }
}

/** Whether it is a request without any character that Latin-1 and UTF-8 write differently. */
function isAsciiRequest(record: AgentRecord): boolean {
  return record.kind === 'usage' && record.copyOf.length === 0 && Object.values(record).every(isAsciiOrNoText);
}

function isAsciiOrNoText(value: unknown): boolean {
  if (typeof value !== 'string') return true;
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7f) return false;
  return true;
}
