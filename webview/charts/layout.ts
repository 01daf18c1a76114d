import type { LimitWindow, SpendSeries } from '../../src/protocol/viewModels.ts';
import type { Point } from './path.ts';
import { hourTicks, linear, niceTicks, type Scale } from './scale.ts';
import { spendPoints, type SpendPoint } from './series.ts';

const LABEL_GAP = 72;

/** Everything of the spend chart that follows from its data and its size, in CSS pixels. */
export interface SpendLayout {
  readonly width: number;
  readonly height: number;
  /** The plot: left, right, top and the base line. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly values: readonly number[];
  readonly hours: readonly number[];
  readonly spend: readonly SpendPoint[];
  readonly points: readonly Point[];
  /** False once the line has come to the reset: its end is not now any more. */
  readonly running: boolean;
}

/** Size of a chart: small ones go without the axis of values. */
interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly small: boolean;
}

/** Lays the chart out. */
export function layOut(
  series: SpendSeries,
  window: LimitWindow,
  now: number,
  { width, height, small }: ChartSize,
): SpendLayout {
  const left = small ? 0 : 48;
  // Room at the right for half of the moon at the reset's foot.
  const right = Math.max(left + 1, width - 8);
  const top = 16;
  const base = height - 28;
  const spend = spendPoints(series, window.startsAt, Math.min(now, window.endsAt));
  const values = niceTicks(spend.at(-1)!.sum, small ? 2 : 4);
  const x = linear([window.startsAt, window.endsAt], [left, right]);
  const y = linear([0, values.at(-1)!], [base, top]);
  const points = spend.map((point) => ({ x: x(point.to), y: y(point.sum) }));
  const hours = freeHours(window, x, left, right, small);
  return { width, height, left, right, top, base, x, y, values, hours, spend, points, running: now < window.endsAt };
}

/** Hours whose labels stay clear of the labels of the start and of the reset. */
function freeHours(window: LimitWindow, x: Scale, left: number, right: number, small: boolean): readonly number[] {
  if (small) return [];
  const hours = hourTicks(window.startsAt, window.endsAt, (right - left) / LABEL_GAP);
  return hours.filter((at) => x(at) > left + 56 && x(at) < right - 104);
}
