import assert from 'node:assert/strict';
import { BREAKDOWNS, makeReport, type Report, type ReportQuery } from '../../../src/engine/ledger/report.ts';
import type { SqlLedgerStore } from '../../../src/engine/store/sqlLedgerStore.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const MIDNIGHT = Date.UTC(2026, 4, 2);
const MINUTE = 60_000;

describe('makeReport', () => {
  let store: SqlLedgerStore;
  beforeEach(async () => {
    store = await memoryStore();
    const times = [-61, -1, 0, 1, 61].map((minutes) => MIDNIGHT + minutes * MINUTE);
    commit(
      store,
      times.map((at, i) => usage({ key: `id:${i}`, at, session: `s${i}`, counters: { reasoning: 3 } })),
    );
  });
  afterEach(() => store.close());

  function report(query: Partial<ReportQuery> = {}): Report {
    return makeReport(store, TEST_PRICES, { timeZone: 'UTC', by: BREAKDOWNS, ...query }, MIDNIGHT);
  }
  function sessions(query: Partial<ReportQuery>): string {
    return Object.keys(report(query).agents['claude-code']?.bySession ?? {}).join(' ');
  }

  it('tells when and for which days it was made', () => {
    const { schemaVersion, generatedAt, timezone } = report({ timeZone: 'Asia/Tokyo' });
    assert.deepEqual([schemaVersion, generatedAt, timezone], [1, '2026-05-02T00:00:00.000Z', 'Asia/Tokyo']);
  });
  it('does not add reasoning that is part of the output', () => {
    const { total, input, output, reasoning } = report().totals;
    assert.deepEqual([total, input + output, reasoning], [150, 150, 15]);
  });
  it('takes days of the time zone', () => {
    assert.deepEqual(Object.keys(report().agents['claude-code']!.byDay!), ['2026-05-01', '2026-05-02']);
    assert.deepEqual(Object.keys(report({ timeZone: 'Asia/Tokyo' }).agents['claude-code']!.byDay!), ['2026-05-02']);
  });
  it('is bounded by days', () => {
    assert.equal(sessions({ since: '2026-05-02' }), 's2 s3 s4');
    assert.equal(sessions({ until: '2026-05-01' }), 's0 s1');
    assert.equal(sessions({ since: '2026-05-02', until: '2026-05-02' }), 's2 s3 s4');
  });
  it('is bounded by instants, to the millisecond', () => {
    assert.equal(sessions({ since: '2026-05-02T00:01:00.000Z' }), 's3 s4');
    assert.equal(sessions({ since: '2026-05-02T00:01:00.001Z' }), 's4');
    assert.equal(sessions({ until: '2026-05-02T00:01:00.000Z' }), 's0 s1 s2');
    assert.equal(sessions({ until: '2026-05-02T02:01:00.001+02:00' }), 's0 s1 s2 s3');
  });
  it('is limited to agents', () => {
    assert.equal(report({ agents: ['claude-code'] }).totals.requests, 5);
    const none = report({ agents: ['other'] });
    assert.deepEqual([none.agents, none.totals.requests], [{}, 0]);
  });
  it('holds only the breakdowns asked for', () => {
    const parts = (query: Partial<ReportQuery>): string[] =>
      Object.keys(report(query).agents['claude-code']!).filter((key) => key.startsWith('by'));
    assert.deepEqual([parts({ by: [] }), parts({ by: ['project'] })], [[], ['byProject']]);
  });
  it('refuses what is no zone, no day and no time', () => {
    const wrong: Partial<ReportQuery>[] = [
      { timeZone: 'Mars/Olympus' },
      { since: '2026-02-30' },
      { until: '2025-02-29' },
      { since: '2026-00-10' },
      { since: 'now' },
      { until: '2026-05-02T' },
      { since: '1777000000000' },
    ];
    for (const query of wrong) assert.throws(() => report(query), RangeError, JSON.stringify(query));
  });
});
