import { clean, shorten } from './foreignText.ts';
import { formatCount, formatUsd, plural } from './format.ts';

const MODELS_SHOWN = 5;

/** What some requests cost at the vendors' list prices. */
export interface CostTotals {
  /** Sum over the requests that have a price, in picodollars (10⁻¹² US dollars): whole numbers, so that sums are exact. */
  readonly picoUsd: number;
  /** Requests of which no price is known; they are in no sum. */
  readonly unpricedRequests: number;
  readonly unpricedTokens: number;
  /** Models of these requests, as logged, in alphabetical order: foreign text. */
  readonly unpricedModels: readonly string[];
}

/** The cost of no request at all. */
export const NO_COST: CostTotals = { picoUsd: 0, unpricedRequests: 0, unpricedTokens: 0, unpricedModels: [] };

/** Field-wise sum. */
export function addCosts(a: CostTotals, b: CostTotals): CostTotals {
  return {
    picoUsd: a.picoUsd + b.picoUsd,
    unpricedRequests: a.unpricedRequests + b.unpricedRequests,
    unpricedTokens: a.unpricedTokens + b.unpricedTokens,
    unpricedModels: union(a.unpricedModels, b.unpricedModels),
  };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  const added = b.filter((name) => !a.includes(name));
  return added.length === 0 ? a : [...a, ...added].toSorted();
}

/** A sum in US dollars. */
export function usdOf({ picoUsd }: Pick<CostTotals, 'picoUsd'>): number {
  return picoUsd / 1e12;
}

/** `$1.23`; `≥ $1.23` where some of the requests have no price; a dash where none has. `requests`: how many there are. */
export function costText(cost: CostTotals, requests: number, locale?: string): string {
  return priceText(usdOf(cost), cost.unpricedRequests, requests, locale);
}

/** The same for a sum of US dollars, of which `unpriced` of the requests are no part. */
export function priceText(usd: number, unpriced: number, requests: number, locale?: string): string {
  if (requests > 0 && unpriced >= requests) return '–';
  return unpriced > 0 ? `≥\u202f${formatUsd(usd, locale)}` : formatUsd(usd, locale);
}

/** `12 requests of 2 models have no price and are in no cost: a, b.`; undefined where all have one. */
export function unpricedSentence(
  { unpricedRequests: requests, unpricedModels }: Pick<CostTotals, 'unpricedRequests' | 'unpricedModels'>,
  locale?: string,
): string | undefined {
  if (requests === 0) return undefined;
  const models = plural(unpricedModels.length, formatCount(unpricedModels.length, locale), 'model');
  const counted = plural(requests, formatCount(requests, locale), 'request');
  const names = unpricedModels.slice(0, MODELS_SHOWN).map((model) => shorten(clean(model), 60));
  const more = unpricedModels.length > MODELS_SHOWN ? ', …' : '';
  const verbs = requests === 1 ? 'has no price and is in no cost' : 'have no price and are in no cost';
  return `${counted} of ${models} ${verbs}: ${names.join(', ')}${more}.`;
}
