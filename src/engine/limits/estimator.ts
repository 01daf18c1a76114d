/** An estimated limit window; milliseconds since the epoch, UTC. */
export interface EstimatedWindow {
  readonly startsAt: number;
  readonly endsAt: number;
  /** The true end lies at most so far from it, if all use was seen. */
  readonly toleranceMs: number;
}

const TEN_MINUTES = 600_000;
const HOUR = 3_600_000;

/** The first reset observed off the hour was on this day; before it all lay on full hours (anthropics/claude-code#52575). */
const FINE_GRID_SINCE = Date.UTC(2026, 3, 23);

/** The grid on which windows that start at this time begin. */
function gridAt(at: number): number {
  return at < FINE_GRID_SINCE ? HOUR : TEN_MINUTES;
}

/**
 * The window that is open at `now`, worked out from request times (ascending), or undefined.
 *
 * A window starts with its first request, floored to the grid, and lasts `windowMs`; the first request after its end
 * starts the next. As this makes a chain, `times` must begin with the first request after a pause of `windowMs` or
 * more: {@link chainStart} finds it.
 */
export function estimateWindow(times: readonly number[], windowMs: number, now: number): EstimatedWindow | undefined {
  let open: EstimatedWindow | undefined;
  for (const at of times) {
    if (at > now) break;
    if (open && at < open.endsAt) continue;
    const grid = gridAt(at);
    const startsAt = Math.floor(at / grid) * grid;
    open = { startsAt, endsAt: startsAt + windowMs, toleranceMs: grid };
  }
  return open && now < open.endsAt ? open : undefined;
}

/** The position in `times` (ascending) behind the last pause of `windowMs` or more; 0 if there was none. */
export function chainStart(times: readonly number[], windowMs: number): number {
  for (let i = times.length - 1; i > 0; i--) if (times[i]! - times[i - 1]! >= windowMs) return i;
  return 0;
}
