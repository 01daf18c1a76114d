import assert from 'node:assert/strict';
import type { UsageRecord } from '../../../src/engine/agents/agent.ts';
import type { LedgerStore } from '../../../src/engine/store/ledgerStore.ts';
import { NO_COUNTERS } from '../../../src/engine/agents/plainRequest.ts';
import { usage } from '../../support/records.ts';
import { commit, folderStore, memoryStore } from '../../support/stores.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const MAKERS: readonly (readonly [name: string, make: () => Promise<LedgerStore>])[] = [
  ['in memory', memoryStore],
  ['in a folder', () => folderStore(tempFolder())],
];

/** Requests with odd names, each with a neighbour whose names are plain. */
function namedOf(names: readonly string[], suffix = ''): UsageRecord[] {
  return names.flatMap((text, i) => [
    usage({ key: `id:${i}${suffix}`, model: text, session: text, project: text }),
    usage({ key: `id:n${i}${suffix}` }),
  ]);
}

for (const [name, make] of MAKERS) {
  describe(`a ledger ${name}`, () => {
    let store: LedgerStore;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    it('is empty at first', () => {
      assert.deepEqual(store.cells({}), []);
      assert.deepEqual(store.costSums(0), []);
      assert.deepEqual(store.loggedCosts({}), []);
      assert.deepEqual(store.requestTimes('claude-code', 0), []);
      assert.deepEqual(store.recentSessions(9), []);
      assert.deepEqual(store.summary(), { requests: 0, sessions: 0, firstAt: null });
      assert.equal(store.lastRequestAt(), null);
      assert.equal(store.cursor('/logs/a.jsonl'), undefined);
    });

    it('remembers how far each file was read', () => {
      const cursor = {
        offset: 5,
        size: 2 ** 40,
        mtimeMs: 1_777_000_000_123.456,
        inode: 2 ** 52 + 1,
        head: 'h',
        tail: 't',
        state: '{"seen":1}',
      };
      store.commit([{ agent: 'claude-code', path: '/logs/ü\'".jsonl', cursor, records: [] }]);
      store.commit([{ agent: 'claude-code', path: '/logs/b', cursor: { ...cursor, offset: 6 }, records: [] }]);
      assert.deepEqual(store.cursor('/logs/ü\'".jsonl'), cursor);
      store.commit([{ agent: 'claude-code', path: '/logs/b', cursor: { ...cursor, offset: 7 }, records: [] }]);
      assert.equal(store.cursor('/logs/b')?.offset, 7);
    });

    it('tells the times of new requests', () => {
      assert.deepEqual(
        commit(store, [usage({ at: 5000 }), usage({ key: 'id:2', at: 4000 })]).toSorted((a, b) => a - b),
        [4000, 5000],
      );
    });
    it('tells when a request began that grew, and that it began earlier than was known', () => {
      commit(store, [usage({ at: 5000 })]);
      assert.deepEqual(commit(store, [usage({ at: 7000, counters: { output: 99 } })]), [5000, 5000]);
      assert.deepEqual(commit(store, [usage({ at: 3000 })]), [5000, 3000]);
    });
    it('tells nothing where the same is read again', () => {
      const records = [usage(), usage({ key: 'id:2' })];
      commit(store, records);
      const before = store.cells({});
      assert.deepEqual(commit(store, records), []);
      assert.deepEqual(store.cells({}), before);
    });

    it('takes all of a commit or nothing', () => {
      commit(store, [usage()]);
      const broken = [usage({ key: 'id:2', model: 'new', session: 'new' }), usage({ key: 'id:3', at: Number.NaN })];
      assert.throws(() => commit(store, broken, '/logs/a.jsonl', 77));
      assert.equal(store.summary().requests, 1);
      assert.equal(store.cursor('/logs/a.jsonl')?.offset, 1);
      commit(store, broken.slice(0, 1), '/logs/a.jsonl', 78);
      assert.equal(store.summary().requests, 2);
      assert.deepEqual(
        store
          .costSums(0)
          .map(({ model }) => model)
          .toSorted(),
        ['new', 'opus'],
      );
    });

    it('keeps every counter', () => {
      const counters = {
        input: 1,
        output: 2,
        cacheCreation: 3,
        cacheCreation1h: 4,
        cacheRead: 2 ** 45 + 1,
        reasoning: 6,
        webSearches: 7,
      };
      commit(store, [usage({ counters })]);
      assert.deepEqual(store.cells({})[0]?.counters, counters);
      assert.deepEqual(store.costSums(0)[0]?.counters, counters);
      assert.deepEqual(
        store.buckets({ agent: 'claude-code', since: 0, until: 2 ** 52 }, 2 ** 51)[0]?.counters,
        counters,
      );
    });

    it('keeps a cell where all its requests are gone only as long as something is in it', () => {
      commit(store, [usage({ at: 0, counters: { output: 1 } })]);
      commit(store, [usage({ at: 3_600_000, counters: { output: 2 } })]);
      assert.deepEqual(
        store.cells({}).map(({ quarter }) => quarter),
        [3_600_000],
      );
    });

    it("sums the agent's own messages but counts them as no request", () => {
      commit(store, [usage({ model: '<synthetic>', local: true, counters: { input: 1, output: 0 } })]);
      assert.deepEqual(
        store.cells({}).map(({ requests, counters }) => [requests, counters]),
        [[0, { ...NO_COUNTERS, input: 1 }]],
      );
      assert.deepEqual(store.requestTimes('claude-code', 0), []);
    });

    for (const [what, odd] of [
      ['zero bytes', ['m\0a', 'm\0b']],
      ['quotes', ["m'", 'm"']],
      ['nothing', ['', ' ']],
    ] as const) {
      it(`holds names with ${what}, before and after a restart of the names, and all their neighbours`, () => {
        const records = namedOf(odd);
        commit(store, records);
        assert.throws(() => commit(store, [usage({ key: 'id:bad', at: Number.NaN })])); // reads the names anew
        commit(store, namedOf(odd, ' again'));
        assert.equal(store.summary().requests, 8);
        assert.equal(
          store.cells({}).reduce((sum, { requests }) => sum + requests, 0),
          8,
        );
      });
    }

    it('adds counters up that are beyond every integer', () => {
      const records = Array.from({ length: 3000 }, (_, i) =>
        usage({ key: `id:${i}`, counters: { output: Number.MAX_SAFE_INTEGER } }),
      );
      commit(store, records);
      assert.ok((store.costSums(0)[0]?.counters.output ?? 0) > 2.6e19);
      assert.ok((store.cells({ since: 1 })[0]?.counters.output ?? 0) > 2.6e19);
      assert.ok(
        (store.buckets({ agent: 'claude-code', since: 0, until: 2 ** 52 }, 2 ** 51)[0]?.counters.output ?? 0) > 2.6e19,
      );
    });
  });
}
