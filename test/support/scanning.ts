import assert from 'node:assert/strict';
import { type ByteNeedle, scanLines } from '../../src/engine/ingest/lineScanner.ts';
import { makeFinder, PlainFinder } from '../../src/engine/ingest/needleFinder.ts';

/** Lines with the offsets at which they start in the file. */
export type OffsetLines = readonly (readonly [offset: number, text: string])[];

/** Lines of `bytes`, which begin at `fileOffset`, that are handed over. All ways of finding needles must agree. */
export function linesFound(
  bytes: Buffer,
  needles: readonly ByteNeedle[],
  { fileOffset = 50_000, allBefore = 0 } = {},
): OffsetLines {
  const [first, second] = [makeFinder, (...args: Parameters<typeof makeFinder>) => new PlainFinder(...args)].map(
    (make) => {
      const lines: [number, string][] = [];
      // What else is in the memory must not matter: it is full of needles.
      const rest = Buffer.concat([Buffer.from('\n'), ...needles.map((needle) => needle.bytes), Buffer.from('\n')]);
      const size = bytes.length + 2 * rest.length;
      const list = needles.map((needle) => needle.bytes);
      const finder = make(list, size);
      Buffer.concat([rest, bytes, rest]).copy(finder.bytes);
      const stretch = { start: rest.length, end: rest.length + bytes.length, fileOffset };
      scanLines(finder, stretch, needles, allBefore, (line, offset) => lines.push([offset, line.toString('latin1')]));
      return lines;
    },
  );
  assert.deepEqual(first, second);
  return first!;
}
