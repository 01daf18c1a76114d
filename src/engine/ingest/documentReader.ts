import type { DocumentFormat } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { parseJson } from './parseJson.ts';
import { nothing, readWhole } from './wholeFile.ts';

/** Reads a JSON document that has changed. One that is half written is looked at again later. */
export async function readDocument(
  file: LogFile,
  format: DocumentFormat,
  before: FileCursor | undefined,
  onBytes: OnBytes,
): Promise<LogReading> {
  const { bytes, cursor } = await readWhole(file.path, before);
  if (!bytes) return nothing(cursor);
  await onBytes(bytes.length);
  let document: unknown;
  try {
    document = bytes.length === 0 ? undefined : parseJson(bytes);
  } catch (error) {
    return nothing(before, `${file.path} is no JSON document (${messageOf(error)}). It was left out.`);
  }
  const records = format.read(document, { ...file, mtimeMs: cursor.mtimeMs });
  return { change: 'replaced', cursor, complete: true, records, complaint: undefined };
}
