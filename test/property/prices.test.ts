import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Counters } from '../../src/engine/agents/agent.ts';
import { parseModelName } from '../../src/engine/ledger/prices/modelName.ts';
import { readOwnPrices } from '../../src/engine/ledger/prices/ownPrices.ts';
import { PRICE_DATA } from '../../src/engine/ledger/prices/priceData.ts';
import { PriceTable, type Usage } from '../../src/engine/ledger/prices/priceTable.ts';
import { PROMPT_THRESHOLDS } from '../../src/engine/ledger/promptClass.ts';
import { PRICES, priced } from '../support/pricing.ts';

const NAMES = PRICE_DATA.models.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
const QUARTER = 15 * 60_000;

const tokens = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2_000_000 }));
const counters: fc.Arbitrary<Counters> = tokens.chain((cacheCreation) =>
  fc.record({
    input: tokens,
    output: tokens,
    cacheCreation: fc.constant(cacheCreation),
    cacheCreation1h: fc.oneof(fc.constant(0), fc.nat({ max: cacheCreation })),
    cacheRead: tokens,
    reasoning: tokens,
    webSearches: fc.nat({ max: 9 }),
  }),
);
const model = fc.constantFrom(...NAMES);
const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 5, 1) });
const usage: fc.Arbitrary<Usage> = fc.record({
  model: fc.oneof({ weight: 9, arbitrary: model }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
  at: instant,
  tier: fc.constantFrom(null, null, 'fast', 'priority', 'flex', 'batch', 'scale'),
  geo: fc.constantFrom(null, null, 'us', 'eu'),
  promptClass: fc.nat({ max: PROMPT_THRESHOLDS.length }),
  counters,
  reasoningInOutput: fc.boolean(),
});

function pico(request: Usage): number | undefined {
  const cost = PRICES.cost(request);
  return 'picoUsd' in cost ? cost.picoUsd : undefined;
}

function added(rows: readonly Counters[]): Counters {
  const sum = { ...priced({ counters: {} }).counters };
  for (const row of rows) for (const kind of Object.keys(sum) as (keyof Counters)[]) sum[kind] += row[kind];
  return sum;
}

describe('property: prices', function () {
  this.timeout(60_000);

  it('the cost of a sum is the sum of the costs, exactly, and known if they all are', () => {
    fc.assert(
      fc.property(usage, fc.array(counters, { minLength: 1, maxLength: 8 }), (request, rows) => {
        const costs = rows.map((row) => pico({ ...request, counters: row }));
        const whole = pico({ ...request, counters: added(rows) });
        const known = costs.filter((cost) => cost !== undefined);
        const sum = known.reduce((total, cost) => total + cost, 0);
        assert.equal(whole, known.length === rows.length ? sum : undefined);
      }),
      { numRuns: 5000 },
    );
  });

  it('the costs of a million rows add up to the cost of their sum, to the picodollar', () => {
    const request = priced({ model: 'claude-sonnet-4-6' });
    const rows = Array.from({ length: 1_000_000 }, (_, i) => ({
      ...request.counters,
      input: i % 7,
      output: i % 113,
      cacheCreation: 400 + (i % 401),
      cacheCreation1h: i % 400,
      cacheRead: i % 5003,
      webSearches: i % 1000 === 0 ? 1 : 0,
    }));
    const sum = rows.reduce((total, row) => total + (pico({ ...request, counters: row }) ?? NaN), 0);
    assert.equal(pico({ ...request, counters: added(rows) }), sum);
  });

  it('is a whole number of picodollars, not below zero, that grows with every counter', () => {
    fc.assert(
      fc.property(usage, counters, (request, more) => {
        const cost = pico(request);
        if (cost === undefined) return;
        assert.ok(Number.isSafeInteger(cost) && cost >= 0);
        const grown = pico({ ...request, counters: added([request.counters, more]) });
        if (grown !== undefined) assert.ok(grown >= cost);
      }),
      { numRuns: 5000 },
    );
  });

  it('never falls with the size of the prompt', () => {
    fc.assert(
      fc.property(usage, (request) => {
        const costs = [request.promptClass, PROMPT_THRESHOLDS.length].map((size) =>
          pico({ ...request, promptClass: size }),
        );
        const [short, long] = costs;
        if (short !== undefined && long !== undefined) assert.ok(long >= short);
      }),
    );
  });

  it('is the same throughout a quarter of an hour', () => {
    const changes = PRICE_DATA.models.flatMap(({ id, prices }) =>
      prices.flatMap(({ from }) => (from === null ? [] : [{ model: id, at: Date.parse(from) }])),
    );
    const near = fc.record({ change: fc.constantFrom(...changes), off: fc.integer({ min: -4e6, max: 4e6 }) });
    const within = fc.nat({ max: QUARTER - 1 });
    fc.assert(
      fc.property(near, within, within, ({ change, off }, a, b) => {
        const quarter = Math.floor((change.at + off) / QUARTER) * QUARTER;
        assert.equal(PRICES.priceOf(change.model, quarter + a), PRICES.priceOf(change.model, quarter + b));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for a model under every name that it is sold by', () => {
    const prefix = fc.constantFrom('', 'anthropic/', 'openai/', 'google/', 'models/', 'vertex_ai/', 'google/models/');
    const suffix = fc.constantFrom('', '-20250929', '@20250929', '-2025-09-29', '-latest', '@default');
    const million = fc.constantFrom('', '[1m]');
    fc.assert(
      fc.property(model, prefix, suffix, million, fc.boolean(), instant, (name, before, after, context, upper, at) => {
        const logged = before + name + after + context;
        assert.equal(PRICES.priceOf(upper ? logged.toUpperCase() : logged, at), PRICES.priceOf(name, at));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads no name twice: what is read stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(model, fc.string({ unit: 'binary' })), (logged) => {
        const name = parseModelName(logged)?.name;
        if (name !== undefined && NAMES.includes(name)) assert.equal(parseModelName(name)?.name, name);
      }),
    );
  });

  it('takes any setting: what it uses has a price, and it tells of the rest', () => {
    const field = fc.constantFrom('input', 'output', 'cacheRead', 'webSearch', 'from', 'contextWindow', '__proto__');
    const value = fc.oneof(
      fc.double(),
      fc.nat(),
      fc.string(),
      fc.constantFrom(null, '2026-01-01', '2026-13-01', [], {}),
    );
    const entry = fc.oneof(
      fc.dictionary(field, value),
      fc.record({ input: fc.nat(9), output: fc.nat(9) }),
      fc.anything(),
    );
    const name = fc.oneof(model, fc.string(), fc.constantFrom('__proto__', 'constructor'));
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(name, entry), fc.anything()), (setting) => {
        const { prices, problems } = readOwnPrices(setting);
        const table = new PriceTable(PRICE_DATA, prices);
        for (const own of prices.keys()) {
          const cost = table.cost(priced({ model: own, at: Date.UTC(2200, 0) }));
          assert.ok('picoUsd' in cost && cost.picoUsd >= 0);
        }
        if (typeof setting === 'object' && setting !== null && !Array.isArray(setting))
          assert.ok(prices.size + problems.length >= Object.keys(setting).length);
      }),
      { numRuns: 2000 },
    );
  });
});
