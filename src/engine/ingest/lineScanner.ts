/** A byte sequence that marks a line; see `Needle`. */
export interface ByteNeedle {
  readonly bytes: Buffer;
  readonly unless?: Buffer | undefined;
}

/** A line's bytes without its line feed, and the byte offset of its start in the file. */
export type LineHandler = (line: Buffer, offset: number) => void;

const LF = 10;

/**
 * Calls `onLine` for the lines of `bytes` that hold one of `needles`, in order, without looking at any other line.
 * `bytes` must consist of whole lines. Lines that start before `allBefore` (a file offset) are handed over whatever
 * they hold.
 */
export function scanLines(
  bytes: Buffer,
  fileOffset: number,
  needles: readonly ByteNeedle[],
  allBefore: number,
  onLine: LineHandler,
): void {
  let position = 0;
  while (position < bytes.length && fileOffset + position < allBefore) {
    const end = lineEnd(bytes, position);
    onLine(bytes.subarray(position, end), fileOffset + position);
    position = end + 1;
  }
  const next = needles.map((needle) => bytes.indexOf(needle.bytes, position));
  for (;;) {
    let hit = -1;
    for (const [i, needle] of needles.entries()) {
      if (next[i]! !== -1 && next[i]! < position) next[i] = bytes.indexOf(needle.bytes, position);
      if (next[i]! !== -1 && (hit === -1 || next[i]! < hit)) hit = next[i]!;
    }
    if (hit === -1) return;
    const start = hit === 0 ? 0 : bytes.lastIndexOf(LF, hit - 1) + 1;
    const end = lineEnd(bytes, hit);
    const line = bytes.subarray(start, end);
    if (needles.some(({ unless }, i) => next[i]! >= start && next[i]! < end && !(unless && line.includes(unless))))
      onLine(line, fileOffset + start);
    position = end + 1;
  }
}

function lineEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(LF, from);
  return end === -1 ? bytes.length : end;
}
