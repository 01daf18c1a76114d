const HOUR_MS = 3_600_000;
const STEPS = [1, 2, 2.5, 5, 10];

/** Maps a domain linearly onto a range. */
export type Scale = (value: number) => number;

/** A linear scale. A domain of no width maps all onto the range's start. */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const width = domain[1] - domain[0];
  return (value) => (width === 0 ? range[0] : range[0] + ((value - domain[0]) / width) * (range[1] - range[0]));
}

/** Round whole numbers from 0 up to the first that is not below `max`: about `count` steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(max: number, count: number): readonly number[] {
  const least = Math.max(1, (Number.isFinite(max) ? max : 0) / Math.max(1, count));
  const power = 10 ** Math.floor(Math.log10(least));
  const step = STEPS.map((n) => n * power).find((n) => n >= least && Number.isInteger(n)) ?? power * 10;
  const ticks = [0];
  for (let n = 1; ticks.at(-1)! < max || n === 1; n++) ticks.push(n * step);
  return ticks;
}

/** Full hours of the machine's time zone strictly between two instants, every n-th hour so that there are at most `count`. */
export function hourTicks(from: number, to: number, count: number): readonly number[] {
  if (!(count >= 1) || !(to > from)) return [];
  const every = Math.max(1, Math.ceil((to - from) / HOUR_MS / count)) * HOUR_MS;
  const first = new Date(from);
  first.setMinutes(0, 0, 0);
  const ticks: number[] = [];
  for (let at = first.getTime() + HOUR_MS; at < to; at += every) {
    if (at > from) ticks.push(at);
  }
  return ticks.slice(0, Math.floor(count));
}
