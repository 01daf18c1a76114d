import type { Counters } from '../../agents/agent.ts';
import type { Detail } from '../detail.ts';
import { PROMPT_THRESHOLDS } from '../promptClass.ts';
import type { DatedPrice, Rates } from './priceData.ts';

/** How a request was served, as far as it decides the price. */
export type Service = Pick<Detail, 'tier' | 'geo' | 'promptClass'>;

/** What is not known where there is no price: the model, its price at that time, in that tier or place, or of a kind of token. */
export type Unpriced = 'model' | 'time' | 'tier' | 'geo' | 'kind';

/**
 * What something costs, in whole picodollars (10⁻¹² US dollars), or why that is not known.
 *
 * Every published price is a whole number of picodollars a token, so sums are exact in any grouping up to 9,007 dollars;
 * beyond, each addition may be off by 10⁻¹⁶ of the sum. Finer prices of a person's own are rounded per token.
 */
export type Cost = { readonly picoUsd: number } | { readonly unpriced: Unpriced };

const PICO = 1e12;
const PICO_PER_TOKEN = PICO / 1e6;

/**
 * What requests cost that were served alike under one price. Linear in the counters, so that sums of requests can be
 * priced; known for a sum exactly if it is for each of them.
 * @param reasoningInOutput whether the output tokens include the reasoning; where not, both are billed as output
 */
export function costOf(price: DatedPrice, service: Service, counters: Counters, reasoningInOutput: boolean): Cost {
  if (!price.rates) return { unpriced: 'time' };
  const rates = ratesFor(price, service.promptClass) ?? price.rates;
  const byTier = factor(rates.tiers, service.tier);
  if (byTier === undefined) return { unpriced: 'tier' };
  const byGeo = factor(price.geo, service.geo);
  if (byGeo === undefined) return { unpriced: 'geo' };
  const perToken = PICO_PER_TOKEN * byTier * byGeo;
  return sum([
    [counters.input, rates.input, perToken],
    [counters.output + (reasoningInOutput ? 0 : counters.reasoning), rates.output, perToken],
    [counters.cacheCreation - counters.cacheCreation1h, rates.cacheWrite5m, perToken],
    [counters.cacheCreation1h, rates.cacheWrite1h, perToken],
    [counters.cacheRead, rates.cacheRead, perToken],
    [counters.webSearches, price.webSearch, PICO],
  ]);
}

/** The prices of the highest threshold that the prompt exceeds, if any. */
function ratesFor({ long = [] }: DatedPrice, promptClass: number): Rates | undefined {
  return long.findLast(({ above }) => promptClass > PROMPT_THRESHOLDS.findIndex((threshold) => threshold === above));
}

function factor(factors: Readonly<Record<string, number>> | undefined, name: string | null): number | undefined {
  if (name === null) return 1;
  return factors && Object.hasOwn(factors, name) ? factors[name] : undefined;
}

function sum(parts: readonly (readonly [count: number, price: number | undefined, unit: number])[]): Cost {
  let picoUsd = 0;
  for (const [count, price, unit] of parts) {
    if (count === 0) continue;
    if (price === undefined) return { unpriced: 'kind' };
    picoUsd += count * Math.round(price * unit);
  }
  return { picoUsd };
}
