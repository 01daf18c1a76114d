import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { NO_COUNTERS } from '../../../src/engine/agents/plainRequest.ts';
import { breakdownOf, modelKey, priced, type Spendable, spendBy, sumSpend } from '../../../src/engine/ledger/spend.ts';
import { addSpend, NO_SPEND } from '../../../src/protocol/spend.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { PLAIN_DETAIL } from '../../support/records.ts';

const MAY = Date.UTC(2026, 4, 31, 23, 45);
const JUNE = Date.UTC(2026, 5, 1);

function item(change: Partial<Spendable> = {}): Spendable {
  const counters = { ...NO_COUNTERS, input: 100_000 };
  return { agent: 'claude-code', model: 'opus', detail: PLAIN_DETAIL, quarter: MAY, requests: 2, counters, ...change };
}

function usd(...items: Spendable[]): number {
  return sumSpend(priced(items, TEST_PRICES)).cost.picoUsd / 1e12;
}

describe('what requests came to', () => {
  it('is priced by the day on which they were made', () => {
    assert.deepEqual([usd(item()), usd(item({ quarter: JUNE })), usd(item(), item({ quarter: JUNE }))], [1, 0.1, 1.1]);
  });

  it('counts what has no price beside the sum, never as zero within it', () => {
    const items = [item(), item({ model: 'new' }), item({ model: 'New 2', requests: 5 }), item({ model: 'new' })];
    assert.deepEqual(sumSpend(priced(items, TEST_PRICES)).cost, {
      picoUsd: 1e12,
      unpricedRequests: 9,
      unpricedTokens: 300_000,
      unpricedModels: ['New 2', 'new'],
    });
  });

  it('has no price for a kind of tokens that the price list leaves out', () => {
    const counters = { ...NO_COUNTERS, cacheCreation: 5, cacheCreation1h: 5 };
    const { cost } = sumSpend(priced([item({ model: 'haiku', counters })], TEST_PRICES));
    assert.deepEqual([cost.picoUsd, cost.unpricedRequests], [0, 2]);
  });

  it("takes no price for the agent's own messages, and has no confidence in them", () => {
    const local = item({ model: '<synthetic>', requests: 0 });
    const { totals, cost, confidence } = sumSpend(priced([local], TEST_PRICES));
    assert.deepEqual([totals.total, cost, confidence], [100_000, NO_SPEND.cost, NO_SPEND.confidence]);
    assert.equal(modelKey(local), undefined);
  });

  it('tells how well it is known, and why not better', () => {
    const partial = { ...PLAIN_DETAIL, confidence: 'partial', confidenceReason: 'unfinished' } as const;
    const estimated = { ...PLAIN_DETAIL, confidence: 'estimated', confidenceReason: 'session-total' } as const;
    const items = [
      item(),
      item({ detail: partial }),
      item({ detail: partial, requests: 3 }),
      item({ detail: estimated }),
    ];
    assert.deepEqual(sumSpend(priced(items, TEST_PRICES)).confidence, {
      final: 2,
      partial: 5,
      estimated: 2,
      reasons: { unfinished: 5, 'session-total': 2 },
    });
  });

  it('is the same in any order and grouping, to the last picodollar', () => {
    const one = fc.record({
      model: fc.constantFrom('opus', 'haiku', 'new', '__proto__'),
      quarter: fc.constantFrom(MAY, JUNE),
      requests: fc.nat(5),
      counters: fc.record({ input: fc.nat(1e6), output: fc.nat(1e6), cacheRead: fc.nat(1e6) }),
    });
    fc.assert(
      fc.property(fc.array(one), fc.nat(9), (drawn, most) => {
        const items = priced(
          drawn.map((change) => item({ ...change, counters: { ...NO_COUNTERS, ...change.counters } })),
          TEST_PRICES,
        );
        const whole = sumSpend(items);
        assert.deepEqual(sumSpend(items.toReversed()), whole);
        const sums = spendBy(items, ({ model }) => model);
        assert.deepEqual([...sums.values()].reduce(addSpend, NO_SPEND), whole);
        const { parts, others } = breakdownOf(sums, most + 1);
        const all = others ? [...parts, others] : parts;
        assert.equal(
          all.reduce((sum, { totals }) => sum + totals.total, 0),
          whole.totals.total,
        );
        assert.equal(
          all.reduce((sum, { cost }) => sum + cost.picoUsd, 0),
          whole.cost.picoUsd,
        );
        assert.ok(all.length <= most + 1);
      }),
    );
  });
});
