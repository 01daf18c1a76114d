import type { Needle } from './agent.ts';

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

/** A finite number of at least 0, else undefined: what something cost, say. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined;
}

/** An ISO time as milliseconds since the epoch, or undefined. */
export function asInstant(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : undefined;
}

/** A time as milliseconds since the epoch that a calendar reaches, whole ones, or undefined. */
export function asMilliseconds(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15 ? Math.trunc(value) : undefined;
}

/**
 * Needles for lines in which one of these texts occurs as a key or a string, spelled out or with escapes: a line without
 * any of them cannot hold it, whoever wrote the JSON, since a printable character can only be escaped as `\u00…`.
 */
export function stringNeedles(...texts: string[]): readonly Needle[] {
  return [...texts.map((text) => ({ text: `"${text}"` })), { text: '\\u00' }];
}
