import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { UsageRecord } from '../../src/engine/agents/agent.ts';
import { pieces, recordsArbitrary } from '../support/arbitraries.ts';
import { poolOf } from '../support/pool.ts';
import { commit, memoryStore } from '../support/stores.ts';

/** What the ledger knows of sessions must follow from its requests, whichever way the records came. */
async function agrees(list: readonly UsageRecord[], size: number): Promise<void> {
  const store = await memoryStore();
  for (const piece of pieces(
    list,
    Array.from({ length: list.length }, (_, i) => i * size),
  ))
    commit(store, piece);
  const requests = poolOf([list]).filter(({ local }) => !local);
  const sessions = [...new Set(requests.map(({ session }) => session))].map((session) => {
    const own = requests.filter((one) => one.session === session).map(({ at }) => at);
    return { session, firstAt: Math.min(...own), lastAt: Math.max(...own) };
  });
  const times = requests.map(({ at }) => at).toSorted((a, b) => a - b);
  assert.deepEqual(store.summary(), {
    requests: requests.length,
    sessions: sessions.length,
    firstAt: times[0] ?? null,
  });
  assert.equal(store.lastRequestAt(), times.at(-1) ?? null);
  const recent = store.recentSessions(100).map(({ session, firstAt, lastAt }) => ({ session, firstAt, lastAt }));
  assert.deepEqual(
    recent,
    sessions.toSorted((a, b) => b.lastAt - a.lastAt),
  );
  store.close();
}

describe('property: summary, last request and recent sessions follow from the requests', function () {
  this.timeout(60_000);
  const size = fc.integer({ min: 1, max: 50 });

  it('where every record is a request of its own', async () => {
    const records = recordsArbitrary(['trusted'], { models: ['opus'] }).map((list) =>
      list.map((record, i) => ({ ...record, key: `id:${i}` })),
    );
    await fc.assert(fc.asyncProperty(records, size, agrees));
  });
  it("where the agent's own messages lie between them", async () => {
    const records = recordsArbitrary(['trusted']).map((list) =>
      list.map((record, i) => ({ ...record, key: `id:${i}` })),
    );
    await fc.assert(fc.asyncProperty(records, size, agrees));
  });
  it('where a later record moves a request to another session or time', async () => {
    await fc.assert(fc.asyncProperty(recordsArbitrary(['trusted', 'gateway'], { models: ['opus'] }), size, agrees));
  });
});
