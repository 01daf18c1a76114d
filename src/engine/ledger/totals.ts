import { AGENTS } from '../agents/index.ts';
import type { Counters } from '../agents/agent.ts';
import { addTotals, NO_TOKENS, type TokenTotals } from '../../protocol/tokens.ts';
import type { ModelTotals } from '../../protocol/viewModels.ts';

/** Something that can be added up. */
export interface Countable {
  readonly agent: string;
  readonly requests: number;
  readonly counters: Counters;
}

const REASONING_BESIDE_OUTPUT = new Set(AGENTS.filter((agent) => !agent.reasoningInOutput).map((agent) => agent.id));

/** An agent's counters in the terms of reports and views. */
export function totalsOf({ agent, requests, counters }: Countable): TokenTotals {
  const { input, output, cacheCreation, cacheRead, reasoning } = counters;
  const beside = REASONING_BESIDE_OUTPUT.has(agent) ? reasoning : 0;
  return {
    input,
    output,
    cacheCreation,
    cacheRead,
    reasoning,
    total: input + output + cacheCreation + cacheRead + beside,
    requests,
  };
}

/** Adds up, by whatever `key` says; items without a key are left out. */
export function sumBy<T extends Countable>(
  items: Iterable<T>,
  key: (item: T) => string | undefined,
): Map<string, TokenTotals> {
  const sums = new Map<string, TokenTotals>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) sums.set(name, addTotals(sums.get(name) ?? NO_TOKENS, totalsOf(item)));
  }
  return sums;
}

/** Adds everything up. */
export function sum(items: Iterable<Countable>): TokenTotals {
  let total = NO_TOKENS;
  for (const item of items) total = addTotals(total, totalsOf(item));
  return total;
}

/** Totals by model, the largest first. Names behind which stands no request (an agent's own messages) are left out. */
export function sumByModel(items: Iterable<Countable & { model: string }>): ModelTotals[] {
  return [...sumBy(items, (item) => item.model)]
    .map(([model, totals]) => ({ model, totals }))
    .filter(({ totals }) => totals.requests > 0)
    .toSorted((a, b) => b.totals.total - a.totals.total || (a.model < b.model ? -1 : 1));
}
