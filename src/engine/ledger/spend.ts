import type { ConfidenceTotals, Reason } from '../../protocol/confidence.ts';
import { type CostTotals, NO_COST } from '../../protocol/cost.ts';
import { addSpend, NO_SPEND, type Spend } from '../../protocol/spend.ts';
import type { Breakdown, Part } from '../../protocol/viewModels.ts';
import type { Detail } from './detail.ts';
import type { PriceTable } from './prices/priceTable.ts';
import { type Countable, reasoningInOutput, totalsOf } from './totals.ts';

/** A sum of requests that agree in all that decides what they cost and how well they are known. */
export interface Spendable extends Countable {
  readonly model: string;
  readonly detail: Detail;
  /** An instant of the day on which they were made, in UTC: prices change at midnight. */
  readonly quarter: number;
}

/** A sum of requests with what it came to. */
export type Priced<T> = T & { readonly spend: Spend };

/** Tells of each item what it came to. */
export function priced<T extends Spendable>(items: readonly T[], prices: PriceTable): Priced<T>[] {
  return items.map((item) => ({ ...item, spend: spendOf(item, prices) }));
}

/** Adds everything up. */
export function sumSpend(items: readonly Priced<unknown>[]): Spend {
  return items.reduce((sum, { spend }) => addSpend(sum, spend), NO_SPEND);
}

/** Adds up, by whatever `key` says; items without a key are left out. */
export function spendBy<T>(items: readonly Priced<T>[], key: (item: T) => string | undefined): Map<string, Spend> {
  const sums = new Map<string, Spend>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) sums.set(name, addSpend(sums.get(name) ?? NO_SPEND, item.spend));
  }
  return sums;
}

/** The model of an item. An agent's own messages stand under a model's name of their own, which is none. */
export function modelKey({ requests, model }: Spendable): string | undefined {
  return requests > 0 ? model : undefined;
}

/** Sums by name as parts of a whole, the largest first. Names behind which stands nothing at all are left out. */
export function partsOf(sums: ReadonlyMap<string, Spend>): Part[] {
  return [...sums]
    .filter(([, { totals }]) => totals.requests > 0 || totals.total > 0)
    .map(([name, { totals, cost }]) => ({ name, totals, cost }))
    .toSorted((a, b) => b.totals.total - a.totals.total || (a.name < b.name ? -1 : 1));
}

/** The largest of the parts, and what the others came to together. */
export function breakdownOf(sums: ReadonlyMap<string, Spend>, most: number): Breakdown {
  const parts = partsOf(sums);
  if (parts.length <= most) return { parts, others: null };
  const others = parts.slice(most - 1);
  const { totals, cost } = others.reduce((sum, { name }) => addSpend(sum, sums.get(name)!), NO_SPEND);
  return { parts: parts.slice(0, most - 1), others: { count: others.length, totals, cost } };
}

function spendOf(item: Spendable, prices: PriceTable): Spend {
  const totals = totalsOf(item);
  return { totals, cost: costOf(item, totals.total, prices), confidence: confidenceOf(item) };
}

function costOf(item: Spendable, tokens: number, prices: PriceTable): CostTotals {
  const { requests, model, quarter: at, detail, counters } = item;
  if (requests === 0) return NO_COST;
  const cost = prices.cost({ ...detail, model, at, counters, reasoningInOutput: reasoningInOutput(item.agent) });
  if ('picoUsd' in cost) return { ...NO_COST, picoUsd: cost.picoUsd };
  return { picoUsd: 0, unpricedRequests: requests, unpricedTokens: tokens, unpricedModels: [model] };
}

function confidenceOf({ requests, detail: { confidence, confidenceReason } }: Spendable): ConfidenceTotals {
  const reason: Reason | null = confidenceReason;
  const reasons = reason === null || requests === 0 ? {} : { [reason]: requests };
  return { final: 0, partial: 0, estimated: 0, [confidence]: requests, reasons };
}
