import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { recordsArbitrary, pieces } from '../support/arbitraries.ts';
import { cellsOf, type PooledRequest, poolOf, sorted, sumsBy } from '../support/pool.ts';
import { PLAIN_DETAIL } from '../support/records.ts';
import { commit, memoryStore } from '../support/stores.ts';

const QUARTER = 900_000;
const START = Date.UTC(2026, 3, 30, 20);
const records = recordsArbitrary(['trusted', 'gateway']);
const instant = fc.integer({ min: START, max: START + 36 * 3_600_000 });
const aligned = instant.map((at) => Math.floor(at / QUARTER) * QUARTER);

function between(pool: readonly PooledRequest[], since: number, until: number): PooledRequest[] {
  return pool.filter(({ at }) => at >= since && at < until);
}

/** Whether two requests belong to one sum of a day. */
function alike(a: PooledRequest, b: PooledRequest): boolean {
  const day = ({ at }: PooledRequest): number => Math.floor(at / 86_400_000);
  return a.agent === b.agent && a.model === b.model && a.project === b.project && day(a) === day(b);
}

/** Commits in two halves, so that cells are written to a second time. */
async function ledgerOf(list: Parameters<typeof poolOf>[0][number]) {
  const store = await memoryStore();
  for (const piece of pieces(list, [Math.floor(list.length / 2)])) commit(store, piece);
  return { store, pool: poolOf([list]) };
}

describe('property: every query equals the sum over single requests', function () {
  this.timeout(60_000);

  it('cells, on bounds that are whole quarters of an hour and on others', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.oneof(aligned, instant), fc.oneof(aligned, instant), async (list, a, b) => {
        const [since, until] = [Math.min(a, b), Math.max(a, b)];
        const { store, pool } = await ledgerOf(list);
        assert.deepEqual(sorted(store.cells({ since, until })), cellsOf(between(pool, since, until)));
        assert.deepEqual(sorted(store.cells({ since })), cellsOf(between(pool, since, Infinity)));
        assert.deepEqual(sorted(store.cells({ until, agent: 'claude-code' })), cellsOf(between(pool, 0, until)));
        assert.deepEqual(store.cells({ agent: 'other' }), []);
        store.close();
      }),
    );
  });

  it('costSums', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.oneof(aligned, fc.constant(0)), async (list, since) => {
        const { store, pool } = await ledgerOf(list);
        const requests = between(pool, since, Infinity);
        const quarterOf = (one: PooledRequest): number =>
          Math.min(
            ...requests.filter((other) => alike(one, other)).map(({ at }) => Math.floor(at / QUARTER) * QUARTER),
          );
        const expected = sumsBy(requests, (one) => {
          const { agent, model, project } = one;
          return { agent, model, project, detail: PLAIN_DETAIL, quarter: quarterOf(one) };
        });
        assert.deepEqual(sorted(store.costSums(since)), expected);
        store.close();
      }),
    );
  });

  it("buckets, which leave the agent's own messages out", async () => {
    await fc.assert(
      fc.asyncProperty(records, instant, instant, fc.integer({ min: 1, max: 5_000_000 }), async (list, a, b, width) => {
        const [since, until] = [Math.min(a, b), Math.max(a, b)];
        const { store, pool } = await ledgerOf(list);
        const requests = between(pool, since, until).filter(({ local }) => !local);
        const expected = sumsBy(requests, ({ agent, at, model }) => ({
          agent,
          index: Math.floor((at - since) / width),
          model,
        }));
        const buckets = store.buckets({ agent: 'claude-code', since, until }, width);
        assert.deepEqual(sorted(buckets), expected);
        assert.deepEqual(
          buckets.map(({ index }) => index),
          buckets.map(({ index }) => index).toSorted((x, y) => x - y),
        );
        assert.deepEqual(store.buckets({ agent: 'other', since, until }, width), []);
        store.close();
      }),
    );
  });

  it('requestTimes and sessionCells', async () => {
    await fc.assert(
      fc.asyncProperty(records, instant, async (list, since) => {
        const { store, pool } = await ledgerOf(list);
        const times = between(pool, since, Infinity)
          .filter(({ local }) => !local)
          .map(({ begunAt }) => begunAt);
        assert.deepEqual(
          store.requestTimes('claude-code', since),
          times.toSorted((a, b) => a - b),
        );
        for (const session of ['s0', 's1', 'none']) {
          const own = pool.filter((request) => request.session === session);
          assert.deepEqual(sorted(store.sessionCells('claude-code', session)), cellsOf(own));
        }
        store.close();
      }),
    );
  });
});
