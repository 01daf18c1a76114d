import { cpus, totalmem } from 'node:os';

/** Smallest, middle, 95th percentile and largest of some figures. */
export interface Spread {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Throws a RangeError for an empty list: a bench that measured nothing has failed. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  return { n: sorted.length, min: sorted[0]!, median: at(0.5), p95: at(0.95), max: sorted.at(-1)! };
}

/** One line of the bench's result. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly spread: Spread;
}

/** Figures as a Markdown table. */
export function figuresTable(figures: readonly Figure[]): string {
  const number = (value: number): string =>
    value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  const rows = figures.map(({ name, unit, spread: { n, min, median, p95, max } }) =>
    [name, unit, n, ...[min, median, p95, max].map(number)].join(' | '),
  );
  return [
    '| what | unit | n | min | median | p95 | max |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** Names the machine on which the figures hold. */
export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.version}`;
}
