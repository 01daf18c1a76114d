import type { NeedleFinder } from './needleFinder.ts';

/** A byte sequence that marks a line; see `Needle`. */
export interface ByteNeedle {
  readonly bytes: Buffer;
  readonly unless?: Buffer | undefined;
}

/** A line's bytes without its line feed, good until the handler returns, and the byte offset of its start in the file. */
export type LineHandler = (line: Buffer, offset: number) => void;

/** A stretch of a finder's bytes that consists of whole lines, and where in the file these bytes begin. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly fileOffset: number;
}

const LF = 10;

/**
 * Calls `onLine` for the lines that hold one of `needles`, which `finder` must have been made for, in order, without
 * looking at any other line. Lines that start before `allBefore` (a file offset) are handed over whatever they hold.
 */
export function scanLines(
  finder: NeedleFinder,
  { start, end, fileOffset }: Stretch,
  needles: readonly ByteNeedle[],
  allBefore: number,
  onLine: LineHandler,
): void {
  const { bytes } = finder;
  const endOfLine = (from: number): number => {
    const found = bytes.indexOf(LF, from);
    return found === -1 || found > end ? end : found;
  };
  let from = start;
  let to = start;
  for (; from < end && fileOffset + from - start < allBefore; from = to + 1) {
    to = endOfLine(from);
    onLine(bytes.subarray(from, to), fileOffset + from - start);
  }
  const held = new Set<ByteNeedle>(); // needles that stand in this line and yet do not mark it
  to = from;
  for (let hit = finder.next(from, end); hit !== -1;) {
    if (hit >= to) {
      from = Math.max(start, bytes.lastIndexOf(LF, hit) + 1);
      to = endOfLine(hit);
      held.clear();
    }
    const marked = needles.some((needle) => endsAt(bytes, hit, needle.bytes) && !isHeld(needle));
    if (marked) onLine(bytes.subarray(from, to), fileOffset + from - start);
    hit = finder.next((marked ? to : hit) + 1, end);
  }

  function isHeld(needle: ByteNeedle): boolean {
    if (!needle.unless) return false;
    if (!held.has(needle) && bytes.subarray(from, to).includes(needle.unless)) held.add(needle);
    return held.has(needle);
  }
}

function endsAt(bytes: Buffer, last: number, needle: Buffer): boolean {
  const start = last - needle.length + 1;
  if (start < 0) return false;
  for (let i = needle.length - 1; i >= 0; i--) if (bytes[start + i] !== needle[i]) return false;
  return true;
}
