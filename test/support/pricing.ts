import type { Counters } from '../../src/engine/agents/agent.ts';
import { NO_COUNTERS } from '../../src/engine/agents/plainRequest.ts';
import type { Unpriced } from '../../src/engine/ledger/prices/cost.ts';
import { PRICE_DATA } from '../../src/engine/ledger/prices/priceData.ts';
import { PriceTable, type Usage } from '../../src/engine/ledger/prices/priceTable.ts';
import { usdOf } from '../../src/protocol/cost.ts';

/** The prices that come with Moonlock. */
export const PRICES = new PriceTable(PRICE_DATA);

export type UsageChange = Partial<Omit<Usage, 'counters'>> & { counters?: Partial<Counters> };

/** A million tokens in of Claude Sonnet 4.5 at noon of 2026-11-01, unless changed. */
export function priced({ counters = { input: 1_000_000 }, ...change }: UsageChange = {}): Usage {
  return {
    model: 'claude-sonnet-4-5',
    at: Date.parse('2026-11-01T12:00:00Z'),
    tier: null,
    geo: null,
    promptClass: 0,
    reasoningInOutput: true,
    ...change,
    counters: { ...NO_COUNTERS, ...counters },
  };
}

/** What it costs in US dollars, or why that is not known. */
export function usd(change: UsageChange, table = PRICES): number | Unpriced {
  const cost = table.cost(priced(change));
  return 'picoUsd' in cost ? usdOf(cost) : cost.unpriced;
}
