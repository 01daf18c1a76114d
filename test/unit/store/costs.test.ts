import assert from 'node:assert/strict';
import type { SqlLedgerStore } from '../../../src/engine/store/sqlLedgerStore.ts';
import { PLAIN_DETAIL, usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const NOON = Date.UTC(2026, 4, 1, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('sums of the ledger', () => {
  let store: SqlLedgerStore;
  beforeEach(async () => {
    store = await memoryStore();
  });
  afterEach(() => store.close());

  it('by day keep days, tiers and projects apart, and begin at a quarter of an hour', () => {
    commit(store, [
      usage({ key: 'id:1', at: NOON }),
      usage({ key: 'id:2', at: NOON + 5 * HOUR, session: 'other' }),
      usage({ key: 'id:3', at: NOON + 5 * HOUR, tier: 'fast' }),
      usage({ key: 'id:4', at: NOON + 5 * HOUR, project: '/b' }),
      usage({ key: 'id:5', at: NOON + DAY }),
    ]);
    const told = store
      .costSums()
      .map(({ quarter, requests, detail, project }) => [quarter - NOON, requests, detail.tier, project].join());
    assert.deepEqual(
      new Set(told),
      new Set(['0,2,,/work/app', `${5 * HOUR},1,fast,/work/app`, `${5 * HOUR},1,,/b`, `${DAY},1,,/work/app`]),
    );
    assert.equal(
      store.costSums(NOON + 900_000).reduce((sum, { requests }) => sum + requests, 0),
      4,
    );
  });

  it('of logged costs are those of the requests that have one', () => {
    commit(store, [
      usage({ key: 'id:1', at: NOON + 1, costUsd: 0.5 }),
      usage({ key: 'id:2', at: NOON + 2, costUsd: 0.25 }),
      usage({ key: 'id:3', at: NOON + 3 }),
      usage({ key: 'id:4', at: NOON + 4, costUsd: 0, model: 'free' }),
      usage({ key: 'id:5', at: NOON + 5, costUsd: 9, local: true }),
    ]);
    const costs = store.loggedCosts({});
    assert.deepEqual(
      costs.find(({ model }) => model === 'opus'),
      {
        agent: 'claude-code',
        session: 's',
        model: 'opus',
        project: '/work/app',
        detail: PLAIN_DETAIL,
        quarter: NOON,
        requests: 2,
        usd: 0.75,
        counters: { ...usage().counters, input: 20, output: 40 },
      },
    );
    assert.deepEqual(Object.fromEntries(costs.map(({ model, usd }) => [model, usd])), { free: 0, opus: 0.75 });
    assert.deepEqual(
      store.loggedCosts({ since: NOON + 2, until: NOON + 4 }).map(({ usd }) => usd),
      [0.25],
    );
    assert.deepEqual(store.loggedCosts({ agent: 'other' }), []);
  });

  it('of sessions may be limited to an agent and a time', () => {
    const cursor = { offset: 1, size: 1, mtimeMs: 1, inode: 1, head: '', tail: '' };
    commit(store, [
      usage({ key: 'id:1', session: 'long', at: NOON }),
      usage({ key: 'id:2', session: 'long', at: NOON + 9 * HOUR }),
      usage({ key: 'id:3', session: 'short', at: NOON + 2 * HOUR }),
    ]);
    store.commit([{ agent: 'other', path: '/b', cursor, records: [usage({ session: 'theirs', at: NOON + HOUR })] }]);
    const listed = (filter: Parameters<typeof store.recentSessions>[1]): string[] =>
      store.recentSessions(9, filter).map(({ session }) => session);
    assert.deepEqual(listed({}), ['long', 'short', 'theirs']);
    assert.deepEqual(listed({ agent: 'other' }), ['theirs']);
    assert.deepEqual(listed({ since: NOON + 2 * HOUR }), ['long', 'short']);
    assert.deepEqual(listed({ since: NOON + 2 * HOUR + 1 }), ['long']);
    assert.deepEqual(listed({ until: NOON + HOUR }), ['long']);
    assert.deepEqual(listed({ until: NOON }), []);
  });

  it("of a session come with the agent's newest account of it", () => {
    const counters = usage().counters;
    const account = { kind: 'session-cost', session: 's', at: NOON, costUsd: 1, models: [] } as const;
    const newer = { ...account, at: NOON + 1, costUsd: 2, models: [{ model: "m'", costUsd: null, counters }] };
    commit(store, [usage(), newer, account]);
    assert.deepEqual(store.recentSessions(1)[0]?.reportedCost, { usd: 2, at: NOON + 1, models: newer.models });
  });
});
