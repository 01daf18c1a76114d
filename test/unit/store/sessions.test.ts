import assert from 'node:assert/strict';
import type { SqlLedgerStore } from '../../../src/engine/store/sqlLedgerStore.ts';
import { usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const NOON = Date.UTC(2026, 4, 1, 12);

describe('sessions of the ledger', () => {
  let store: SqlLedgerStore;
  beforeEach(async () => {
    store = await memoryStore();
  });
  afterEach(() => store.close());

  it('keep their first title', () => {
    commit(store, [
      usage(),
      { kind: 'title', session: 's', title: 'first', source: 'prompt' },
      { kind: 'title', session: 's', title: 'second', source: 'prompt' },
    ]);
    commit(store, [{ kind: 'title', session: 's', title: 'third', source: 'prompt' }]);
    assert.equal(store.recentSessions(1)[0]?.title, 'first');
  });

  it('have no title before one is known, and no entry before a request', () => {
    commit(store, [{ kind: 'title', session: 't', title: 'only a title', source: 'prompt' }, usage()]);
    assert.deepEqual(store.recentSessions(9), [
      {
        agent: 'claude-code',
        session: 's',
        title: null,
        branch: null,
        firstAt: usage().at,
        lastAt: usage().at,
        prompts: 0,
        subagents: 0,
        context: { tokens: 10, window: null, model: 'opus', at: usage().at },
        reportedCost: null,
      },
    ]);
  });

  it('take a title that comes before the first request', () => {
    commit(store, [{ kind: 'title', session: 's', title: 'early', source: 'prompt' }]);
    commit(store, [usage()]);
    assert.equal(store.recentSessions(9)[0]?.title, 'early');
  });

  it('come newest first, as many as are asked for', () => {
    const records = [3, 1, 2].map((i) => usage({ key: `id:${i}`, session: `s${i}`, at: NOON + i }));
    commit(store, records);
    assert.deepEqual(
      store.recentSessions(2).map(({ session }) => session),
      ['s3', 's2'],
    );
  });

  it('show the branch of their newest request, whichever was read last', () => {
    const newer = usage({ key: 'id:new', at: NOON + 1, branch: 'new' });
    const older = usage({ key: 'id:old', at: NOON, branch: 'old' });
    commit(store, [newer], '/logs/main.jsonl');
    commit(store, [older], '/logs/subagent.jsonl');
    assert.equal(store.recentSessions(1)[0]?.branch, 'new');
  });

  it('vanish where all their requests turn out to be copies of an earlier session', () => {
    commit(store, [usage({ session: 'copy', at: NOON + 1 })]);
    commit(store, [usage({ session: 'original', at: NOON })]);
    assert.deepEqual(
      store.recentSessions(9).map(({ session }) => session),
      ['original'],
    );
    assert.equal(store.summary().sessions, 1);
  });

  it('do not begin or end with a message of the agent itself', () => {
    commit(store, [usage({ at: NOON }), usage({ key: 'id:x', at: NOON + 9, model: '<synthetic>', local: true })]);
    assert.equal(store.lastRequestAt(), NOON);
    assert.equal(store.recentSessions(1)[0]?.lastAt, NOON);
  });

  it('of two agents may bear the same id', () => {
    commit(store, [usage()]);
    const cursor = { offset: 1, size: 1, mtimeMs: 1, inode: 1, head: '', tail: '' };
    store.commit([{ agent: 'other', path: '/logs/b', cursor, records: [usage()] }]);
    assert.equal(store.summary().sessions, 2);
    assert.equal(store.sessionCells('other', 's').length, 1);
    assert.deepEqual(new Set(store.cells({}).map(({ agent }) => agent)), new Set(['claude-code', 'other']));
  });

  it('that nobody knows have no cells, and asking for them makes none', () => {
    assert.deepEqual(store.sessionCells('claude-code', 'unknown'), []);
    assert.deepEqual(store.recentSessions(9), []);
    assert.equal(store.summary().sessions, 0);
  });
});
