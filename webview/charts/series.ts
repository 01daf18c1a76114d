import { NO_TOKENS, type TokenTotals } from '../../src/protocol/tokens.ts';
import type { SpendSeries } from '../../src/protocol/viewModels.ts';

/** The state at the end of one bucket. */
export interface SpendPoint {
  readonly from: number;
  readonly to: number;
  /** Tokens from the window's start to `to`. */
  readonly sum: number;
  /** What was spent between `from` and `to`. */
  readonly totals: TokenTotals;
}

/** Running totals from the window's start: one point at the start, one per bucket. The last one ends now. */
export function spendPoints({ buckets, bucketMs }: SpendSeries, startsAt: number, now: number): readonly SpendPoint[] {
  const points: SpendPoint[] = [{ from: startsAt, to: startsAt, sum: 0, totals: NO_TOKENS }];
  let sum = 0;
  buckets.forEach((bucket, i) => {
    // A broken figure must not break the line.
    sum += Math.max(0, bucket.totals.total) || 0;
    const end = bucket.startsAt + bucketMs;
    const last = i === buckets.length - 1;
    points.push({ from: bucket.startsAt, to: last ? Math.max(bucket.startsAt, now) : end, sum, totals: bucket.totals });
  });
  return points;
}
