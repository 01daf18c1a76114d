import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Counters } from '../../../src/engine/agents/agent.ts';
import { NO_COUNTERS } from '../../../src/engine/agents/plainRequest.ts';
import { type AgentAccount, reconcileAccount, reconcileRequests } from '../../../src/engine/ledger/reconciliation.ts';
import { type Priced, priced, type Spendable } from '../../../src/engine/ledger/spend.ts';
import type { Reconciliation } from '../../../src/protocol/viewModels.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { PLAIN_DETAIL } from '../../support/records.ts';

const NOON = Date.UTC(2026, 4, 1, 12);
const MINUTE = 60_000;
const MILLION: Counters = { ...NO_COUNTERS, input: 1_000_000 };

/** A sum of ten requests of `opus`, unless changed: a million tokens in, for 10 dollars. */
function spent(change: Partial<Spendable> = {}): Priced<Spendable> {
  const cell = { agent: 'a', model: 'opus', detail: PLAIN_DETAIL, quarter: NOON, requests: 10, counters: MILLION };
  return priced([{ ...cell, ...change }], TEST_PRICES)[0]!;
}

function account(
  usd: number,
  models: Record<string, [usd: number | null, counters?: Partial<Counters>]>,
): AgentAccount {
  const list = Object.entries(models).map(([model, [costUsd, counters = MILLION]]) => ({
    model,
    costUsd,
    counters: { ...NO_COUNTERS, ...counters },
  }));
  return { at: NOON + 30 * MINUTE, usd, models: list };
}

function reconciled(own: AgentAccount, items: readonly Priced<Spendable>[], lastAt = NOON): Reconciliation {
  return reconcileAccount(own, items, lastAt);
}

/** Causes with their dollars, rounded. */
function causes({ residual }: Reconciliation): [string, number, ...string[]][] {
  return residual.map(({ cause, usd, models }) => [cause, Math.round(usd * 1e6) / 1e6, ...models]);
}

describe("an agent's account of a session beside list prices", () => {
  it('leaves nothing where both agree', () => {
    const { ownUsd, agentUsd, requests, residual } = reconciled(account(10, { opus: [10] }), [spent()]);
    assert.deepEqual([ownUsd, agentUsd, requests, residual], [10, 10, 10, []]);
  });

  it('differs in price where the tokens are the same', () => {
    assert.deepEqual(causes(reconciled(account(12, { opus: [12] }), [spent()])), [['prices', 2, 'opus']]);
    assert.deepEqual(causes(reconciled(account(9, { opus: [9] }), [spent()])), [['prices', -1, 'opus']]);
  });

  it('has calls that no transcript holds, of a model of its own or of the same', () => {
    const more = account(15, { opus: [13, { input: 1_200_000 }], haiku: [2] });
    assert.deepEqual(causes(reconciled(more, [spent()])), [['unlogged-calls', 5, 'opus', 'haiku']]);
    const cached = account(13, { opus: [13, { input: 1_000_000, cacheRead: 5 }] });
    assert.deepEqual(causes(reconciled(cached, [spent()])), [['unlogged-calls', 3, 'opus']]);
  });

  it('has output that the transcript lacks, where the prompts are the same', () => {
    const more = account(14, { opus: [14, { input: 1_000_000, output: 80_000 }] });
    assert.deepEqual(causes(reconciled(more, [spent()])), [['unlogged-output', 4, 'opus']]);
  });

  it('leaves requests out, or was closed before they came', () => {
    const fewer = account(4, { opus: [4, { input: 400_000 }] });
    assert.deepEqual(causes(reconciled(fewer, [spent()])), [['left-out', -6, 'opus']]);
    assert.deepEqual(causes(reconciled(fewer, [spent()], NOON + 31 * MINUTE)), [['later-requests', -6, 'opus']]);
    assert.deepEqual(causes(reconciled(account(0, { haiku: [0] }), [spent()])), [['left-out', -10, 'opus']]);
  });

  it('is not compared with what came in a later quarter of an hour', () => {
    const later = spent({ quarter: NOON + 45 * MINUTE, requests: 3 });
    const { requests, laterRequests, ownUsd, residual } = reconciled(
      account(10, { opus: [10] }),
      [spent(), later],
      NOON + 50 * MINUTE,
    );
    assert.deepEqual([requests, laterRequests, ownUsd, residual], [10, 3, 10, []]);
  });

  it('counts what has no price here', () => {
    const result = reconciled(account(17, { opus: [10], new: [7] }), [spent(), spent({ model: 'new' })]);
    assert.deepEqual([result.ownUsd, causes(result)], [10, [['unpriced', 7, 'new']]]);
  });

  it('may name a model with its large context, a date, or twice', () => {
    const twice = account(20, { 'opus[1m]': [10], 'opus-20260101': [10] });
    assert.deepEqual(causes(reconciled(twice, [spent(), spent()])), []);
  });

  it('may not tell for which models', () => {
    assert.deepEqual(causes(reconciled(account(12, {}), [spent()])), [['not-broken-down', 2]]);
    assert.deepEqual(causes(reconciled(account(12, { opus: [null] }), [spent()])), [['not-broken-down', 2]]);
    assert.deepEqual(causes(reconciled(account(12, {}), [spent({ model: 'new' })])), [['unpriced', 12]]);
    assert.deepEqual(causes(reconciled(account(12, { opus: [10] }), [spent()])), [['not-broken-down', 2]]);
  });

  it("leaves the agent's own messages alone", () => {
    const local = spent({ model: '<synthetic>', requests: 0 });
    assert.deepEqual(causes(reconciled(account(10, { opus: [10] }), [spent(), local])), []);
  });

  it('has parts that add up to the difference, whatever it holds', () => {
    const model = fc.constantFrom('opus', 'opus[1m]', 'haiku', 'new', '__proto__', '');
    const counters = fc.record({ input: fc.nat(3e6), output: fc.nat(3e6), cacheRead: fc.nat(3e6) });
    const dollars = fc.double({ min: 0, max: 100, noNaN: true });
    const entry = fc.record({ model, costUsd: fc.option(dollars, { freq: 20 }), counters });
    const item = fc.record({
      model,
      requests: fc.nat(3),
      counters,
      quarter: fc.nat(8).map((i) => NOON + i * 15 * MINUTE),
    });
    fc.assert(
      fc.property(dollars, fc.array(entry), fc.array(item), fc.nat(120), (usd, entries, items, minutes) => {
        const models = entries.map((one) => ({ ...one, counters: { ...NO_COUNTERS, ...one.counters } }));
        const own = items.map((one) => spent({ ...one, counters: { ...NO_COUNTERS, ...one.counters } }));
        const result = reconciled({ at: NOON + 60 * MINUTE, usd, models }, own, NOON + minutes * MINUTE);
        const sum = result.residual.reduce((total, part) => total + part.usd, 0);
        assert.ok(Math.abs(sum - (result.agentUsd - result.ownUsd)) < 1e-4, `${sum}`);
        assert.equal(
          result.requests + result.laterRequests,
          items.reduce((total, { requests }) => total + requests, 0),
        );
      }),
    );
  });
});

describe("an agent's figures for single requests beside list prices", () => {
  it('differ in price, or where there is none here', () => {
    const items = [
      { ...spent(), usd: 11 },
      { ...spent({ model: 'haiku' }), usd: 1 },
      { ...spent({ model: 'new', requests: 2 }), usd: 3 },
    ];
    const result = reconcileRequests(items);
    assert.deepEqual(
      [result.basis, result.asOf, result.requests, result.ownUsd, result.agentUsd],
      ['requests', null, 22, 11, 15],
    );
    assert.deepEqual(causes(result), [
      ['unpriced', 3, 'new'],
      ['prices', 1, 'opus'],
    ]);
  });
});
