import type { FileCursor } from '../../src/engine/ingest/cursor.ts';
import { readTail, type TailResult } from '../../src/engine/ingest/tail.ts';

/** What one turn of reading brought. */
export interface Reading extends TailResult {
  /** Lines handed over, with their offsets. */
  readonly lines: readonly (readonly [offset: number, text: string])[];
  /** Offsets of lines that were too long. */
  readonly oversized: readonly number[];
  /** Bytes read, chunk by chunk. */
  readonly chunks: readonly number[];
}

/** Reads one turn of a file, every line of it unless `needles` are given. */
export async function read(file: string, cursor?: FileCursor, needles: readonly string[] = ['']): Promise<Reading> {
  const lines: [number, string][] = [];
  const oversized: number[] = [];
  const chunks: number[] = [];
  const all = needles.includes('');
  const result = await readTail(file, cursor, {
    needles: needles.filter(Boolean).map((needle) => ({ bytes: Buffer.from(needle) })),
    headBytes: all ? Number.MAX_SAFE_INTEGER : 0,
    onStart: () => undefined,
    onLastLine: () => undefined,
    onLine: (line, offset) => lines.push([offset, line.toString()]),
    onOversized: (offset) => oversized.push(offset),
    onChunk: (bytes) => Promise.resolve(void chunks.push(bytes)),
  });
  return { ...result, lines, oversized, chunks };
}

/** The texts alone. */
export function texts({ lines }: Reading): string[] {
  return lines.map(([, text]) => text);
}
