/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value if it is a JSON object, else undefined. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value if it is a string that is not empty, else undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A token count: a non-negative safe integer. Anything else counts as 0. */
export function asCount(value: unknown): number {
  if (typeof value !== 'number' || !(value > 0)) return 0;
  return Math.min(Math.trunc(value), Number.MAX_SAFE_INTEGER);
}

/** An ISO time as milliseconds since the epoch, or undefined. */
export function asInstant(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : undefined;
}

/**
 * Needles for lines in which the key `name` occurs, spelled out or with escapes. A lower-case letter can only be escaped
 * as `\u006x` or `\u007x` in JSON, so a line without any of these cannot hold the key.
 */
export function keyNeedles(name: string): readonly string[] {
  return [`"${name}"`, '\\u006', '\\u007'];
}
