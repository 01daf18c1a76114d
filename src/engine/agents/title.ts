const TITLE_LENGTH = 120;

/** A text as a session's name: on one line, cut between characters. Undefined if nothing is left. */
export function titleFrom(text: string | undefined): string | undefined {
  const line = text
    ?.slice(0, 4 * TITLE_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  if (!line) return undefined;
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1).replace(/\p{Surrogate}$/u, '')}…` : line;
}
