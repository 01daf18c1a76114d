/** The instant at which a day such as `2026-01-31` begins in UTC, or undefined if there is no such day. */
export function startOfDay(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day ? at : undefined;
}
