import assert from 'node:assert/strict';
import { readOwnPrices } from '../../../src/engine/ledger/prices/ownPrices.ts';
import { PRICE_DATA, type PriceData } from '../../../src/engine/ledger/prices/priceData.ts';
import { PriceTable } from '../../../src/engine/ledger/prices/priceTable.ts';
import { PRICES, usd } from '../../support/pricing.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');
const HOSTILE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '[1m]', '\0', 'x'.repeat(1e6), '%s'];

function withOwn(setting: unknown): PriceTable {
  const { prices, problems } = readOwnPrices(setting);
  assert.deepEqual(problems, []);
  return new PriceTable(PRICE_DATA, prices);
}

describe('PriceTable', () => {
  describe('unknown models', () => {
    const unknown = [
      'unknown',
      '<synthetic>',
      'coder-model',
      'claude-opus',
      'claude-opus-9',
      'claude-opus-4-6-x',
      'gpt',
    ];
    for (const model of [...unknown, ...HOSTILE])
      it(`${JSON.stringify(model.slice(0, 30))} has no price and no window`, () => {
        assert.equal(usd({ model }), 'model');
        assert.equal(PRICES.priceOf(model, NOON), undefined);
        assert.equal(PRICES.contextWindow(model, NOON), null);
      });
  });

  describe('names', () => {
    const same = {
      'claude-haiku-4-5': ['claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4.5', 'claude-haiku-4-5-latest'],
      'claude-3-5-haiku': ['claude-3-5-haiku-latest', 'claude-haiku-3-5', 'claude-3.5-haiku'],
      'claude-sonnet-4': ['claude-sonnet-4-20250514', 'claude-sonnet-4-0', 'claude-4-sonnet-20250514'],
      'gpt-5.6-sol': ['gpt-5.6', 'openai/gpt-5.6-sol', 'gpt-5-6-sol'],
      'gemini-3-pro-preview': ['gemini-3-pro', 'models/gemini-3-pro-preview', 'google/gemini-3-pro'],
    };
    for (const [model, names] of Object.entries(same))
      it(`${names.join(', ')} are ${model}`, () => {
        for (const name of names) assert.equal(PRICES.priceOf(name, NOON), PRICES.priceOf(model, NOON));
      });
    it('a model of its own whose name ends in fast is that model', () => {
      assert.equal(usd({ model: 'grok-code-fast' }), 0.2);
    });
    it('a table without the standard model has no fast one either', () => {
      assert.equal(usd({ model: 'claude-opus-9-fast' }), 'model');
    });
  });

  describe('windows', () => {
    it('grew to a million tokens for Opus 4.6', () => {
      const day = Date.parse('2026-03-13T00:00:00Z');
      assert.equal(PRICES.contextWindow('claude-opus-4-6', day - 1), 200_000);
      assert.equal(PRICES.contextWindow('claude-opus-4-6', day), 1_000_000);
    });
    it('are a million tokens where that was asked for', () => {
      assert.equal(PRICES.contextWindow('claude-sonnet-4-5-20250929', NOON), 200_000);
      assert.equal(PRICES.contextWindow('claude-sonnet-4-5-20250929[1m]', NOON), 1_000_000);
    });
  });

  it('has no price before the first day', () => {
    const data: PriceData = {
      sources: {},
      models: [{ id: 'm', contextWindow: [], prices: [{ from: '2026-02-01', sources: [], rates: { input: 1 } }] }],
    };
    const table = new PriceTable(data);
    assert.equal(usd({ model: 'm', at: Date.parse('2026-01-31T23:59:59Z') }, table), 'time');
    assert.equal(usd({ model: 'm', at: Date.parse('2026-02-01T00:00:00Z') }, table), 1);
    assert.equal(table.contextWindow('m', NOON), null);
  });

  describe("a person's own prices", () => {
    it('hold instead of the others, whatever the name looks like in the log', () => {
      const table = withOwn({ 'claude-sonnet-4-5-20250929': { input: 7, output: 8 } });
      for (const model of ['claude-sonnet-4-5', 'anthropic/claude-sonnet-4.5', 'claude-sonnet-4-5[1m]'])
        assert.equal(usd({ model, promptClass: 7 }, table), 7);
      assert.equal(usd({ model: 'claude-opus-4-5' }, table), 5);
    });
    it('hold for a model by its other names only if they are given', () => {
      const table = withOwn({ 'gpt-5.6': { input: 7, output: 8 } });
      assert.equal(usd({ model: 'gpt-5.6' }, table), 7);
      assert.equal(usd({ model: 'gpt-5.6-sol' }, table), 4);
    });
    it('name a model that is not known otherwise', () => {
      const table = withOwn({ 'coder-model': { input: 1, output: 2, webSearch: 0.5, contextWindow: 9 } });
      assert.equal(usd({ model: 'coder-model', counters: { output: 1_000_000, webSearches: 3 } }, table), 3.5);
      assert.equal(table.contextWindow('coder-model', NOON), 9);
    });
    it('leave the earlier prices and the window alone from a day on', () => {
      const table = withOwn({ 'claude-sonnet-4-5': { from: '2026-11-01', input: 7, output: 8 } });
      assert.equal(usd({ at: Date.parse('2026-10-31T23:59:59Z') }, table), 3);
      assert.equal(usd({ at: Date.parse('2026-11-01T00:00:00Z') }, table), 7);
      assert.equal(table.contextWindow('claude-sonnet-4-5', NOON), 200_000);
    });
    it('end every later price', () => {
      const table = withOwn({ 'gpt-5.6-sol': { from: '2026-08-01', input: 7, output: 8 } });
      assert.equal(usd({ model: 'gpt-5.6-sol', at: Date.parse('2026-07-31T12:00:00Z') }, table), 5);
      assert.equal(usd({ model: 'gpt-5.6-sol' }, table), 7);
    });
    it('are not mixed with the others', () => {
      const table = withOwn({ 'claude-opus-4-6': { input: 7, output: 8 } });
      const model = 'claude-opus-4-6';
      assert.equal(usd({ model, counters: { cacheRead: 1 } }, table), 'kind');
      assert.equal(usd({ model, counters: { webSearches: 1 } }, table), 'kind');
      assert.equal(usd({ model, tier: 'fast' }, table), 'tier');
      assert.equal(usd({ model, geo: 'us' }, table), 'geo');
    });
    it('may be of any name', () => {
      const table = withOwn(JSON.parse('{"__proto__":{"input":7,"output":8}}'));
      assert.equal(usd({ model: '__proto__' }, table), 7);
      assert.equal(usd({ model: 'constructor' }, table), 'model');
    });
    it('may be zero', () => {
      assert.equal(usd({ model: 'llama' }, withOwn({ llama: { input: 0, output: 0 } })), 0);
    });
  });
});
