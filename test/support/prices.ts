import type { PriceData } from '../../src/engine/ledger/prices/priceData.ts';
import { PriceTable } from '../../src/engine/ledger/prices/priceTable.ts';

const DATA: PriceData = {
  sources: {},
  models: [
    {
      id: 'opus',
      contextWindow: [{ from: null, tokens: 1000 }],
      prices: [
        { from: null, sources: [], rates: { input: 10, output: 50, cacheWrite5m: 12, cacheWrite1h: 20, cacheRead: 1 } },
        {
          from: '2026-06-01',
          sources: [],
          rates: { input: 1, output: 5, cacheWrite5m: 1, cacheWrite1h: 2, cacheRead: 0.1 },
        },
      ],
    },
    {
      id: 'haiku',
      contextWindow: [{ from: null, tokens: 200 }],
      prices: [{ from: null, sources: [], rates: { input: 1, output: 4, cacheWrite5m: 1, cacheRead: 0.1 } }],
    },
  ],
};

/** Round prices: a million tokens in cost 10 dollars of opus, 1 dollar since 2026-06-01, and 1 dollar of haiku. */
export const TEST_PRICES = new PriceTable(DATA);
