/** Whole seconds left until `endsAt`, rounded up, so that zero is shown only once the instant has passed. */
export function secondsLeft(endsAt: number, now: number): number {
  return Math.max(0, Math.ceil((endsAt - now) / 1000));
}

/**
 * Milliseconds until the shown number of seconds changes, at least 1. Never more than a second, so that a stepped clock
 * is noticed at once.
 */
export function msToNextSecond(endsAt: number, now: number): number {
  return msToNext(endsAt - now, 1000);
}

/** The same where only hours and minutes are shown: never more than a minute. */
export function msToNextMinute(endsAt: number, now: number): number {
  return msToNext(endsAt - now, 60_000);
}

function msToNext(left: number, step: number): number {
  if (left <= 0) return step;
  const rest = left % step;
  return Math.max(1, Math.ceil(rest === 0 ? step : rest));
}
