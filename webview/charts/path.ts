/** A point in CSS pixels, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** SVG path data of a line through the points; empty for fewer than two. */
export function linePath(points: readonly Point[]): string {
  if (points.length < 2) return '';
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('');
}

/** SVG path data of the area between the line and the horizontal at `base`. */
export function areaPath(points: readonly Point[], base: number): string {
  const line = linePath(points);
  if (line === '') return '';
  return `${line}L${tenth(points.at(-1)!.x)} ${tenth(base)}L${tenth(points[0]!.x)} ${tenth(base)}Z`;
}

/** Index of the point that is nearest to `x`, for points in order of x; -1 for none. */
export function nearestIndex(points: readonly Point[], x: number): number {
  let low = 0;
  let high = points.length; // the first point at or behind x lies in [low, high]
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x < x) low = middle + 1;
    else high = middle;
  }
  const [before, behind] = [points[low - 1], points[low]];
  if (!before || !behind) return before ? low - 1 : behind ? low : -1;
  return x - before.x < behind.x - x ? low - 1 : low;
}

// A tenth of a pixel is finer than the eye and keeps the path short.
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
