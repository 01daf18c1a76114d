import type { Counters } from './agent.ts';
import { asCount, asObject, type JsonObject } from './json.ts';
import { NO_COUNTERS } from './plainRequest.ts';

const KINDS = ['input', 'output', 'cacheCreation', 'cacheRead', 'reasoning', 'requests'] as const;

/** Tokens by kind, and requests: non-negative integers. */
export type Tally = Readonly<Record<(typeof KINDS)[number], number>>;

/** Nothing at all. */
export const NOTHING: Tally = tally(() => 0);

/**
 * The tokens that Copilot CLI calls a model's usage, for so many requests. `inputTokens` includes what was read from and
 * written to a cache, `outputTokens` the reasoning.
 */
export function usageTally(usage: JsonObject, requests: number): Tally {
  const count = (name: string): number => asCount(usage[`${name}Tokens`]);
  const [cacheRead, cacheCreation] = [count('cacheRead'), count('cacheWrite')];
  const input = Math.max(0, count('input') - cacheRead - cacheCreation);
  return { input, output: count('output'), cacheCreation, cacheRead, reasoning: count('reasoning'), requests };
}

/** `modelMetrics` of a shutdown by model; those without figures are left out. Where requests are not counted, they are 0. */
export function metricsOf(metrics: unknown): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const [model, metric] of Object.entries(asObject(metrics) ?? {})) {
    const usage = asObject(asObject(metric)?.['usage']);
    const requests = asCount(asObject(asObject(metric)?.['requests'])?.['count']);
    if (model && usage) tallies.set(model, usageTally(usage, requests));
  }
  return tallies;
}

/** Kind by kind. */
export function plus(a: Tally, b: Tally): Tally {
  return tally((kind) => a[kind] + b[kind]);
}

/** Kind by kind, never below zero. */
export function minus(a: Tally, b: Tally): Tally {
  return tally((kind) => Math.max(0, a[kind] - b[kind]));
}

/** The smaller of each kind. */
export function smaller(a: Tally, b: Tally): Tally {
  return tally((kind) => Math.min(a[kind], b[kind]));
}

/** The larger of each kind. */
export function larger(a: Tally, b: Tally): Tally {
  return tally((kind) => Math.max(a[kind], b[kind]));
}

/** Whether `a` is at least `b` in every kind. */
export function covers(a: Tally, b: Tally): boolean {
  return KINDS.every((kind) => a[kind] >= b[kind]);
}

/** Its tokens as a row's counters. */
export function countersOf({ input, output, cacheCreation, cacheRead, reasoning }: Tally): Counters {
  return { ...NO_COUNTERS, input, output, cacheCreation, cacheRead, reasoning };
}

function tally(count: (kind: keyof Tally) => number): Tally {
  return Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])) as Record<keyof Tally, number>;
}
