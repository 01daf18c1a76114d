import type { Counters } from '../agents/agent.ts';
import type { SqlValue } from 'sql.js';

/** Bits of the column `flags`. */
export const MIRROR = 1;
export const SIDECHAIN = 2;
export const LOCAL = 4;

/** The counter columns, in the order in which every query of this folder selects and binds them. */
export const COUNTER_COLUMNS = [
  'input',
  'output',
  'cache_creation',
  'cache_creation_1h',
  'cache_read',
  'reasoning',
  'web_searches',
] as const;

/** Counters as bound to {@link COUNTER_COLUMNS}. */
export function counterValues(c: Counters): number[] {
  return [c.input, c.output, c.cacheCreation, c.cacheCreation1h, c.cacheRead, c.reasoning, c.webSearches];
}

/** Counters as selected by {@link COUNTER_COLUMNS}, from position `from` of a row. */
export function readCounters(row: readonly SqlValue[], from: number): Counters {
  const at = (i: number): number => Number(row[from + i] ?? 0);
  return {
    input: at(0),
    output: at(1),
    cacheCreation: at(2),
    cacheCreation1h: at(3),
    cacheRead: at(4),
    reasoning: at(5),
    webSearches: at(6),
  };
}

/** Sums of the counters. `total` adds in floating point, exact up to 2^53, where `sum` would fail on absurd figures. */
export const COUNTER_SUMS = COUNTER_COLUMNS.map((column) => `total(${column})`).join(', ');
