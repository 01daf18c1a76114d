import assert from 'node:assert/strict';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import { WindowTracker } from '../../../src/engine/limits/windowTracker.ts';
import type { SqlLedgerStore } from '../../../src/engine/store/sqlLedgerStore.ts';
import { usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 4, 10, 12);

describe('WindowTracker', () => {
  let store: SqlLedgerStore;
  let tracker: WindowTracker;
  beforeEach(async () => {
    store = await memoryStore();
    tracker = new WindowTracker(claudeCode, store);
  });
  afterEach(() => store.close());

  /** Puts requests into the ledger and tells the tracker. */
  function request(...times: number[]): void {
    tracker.note(
      commit(
        store,
        times.map((at) => usage({ key: `id:${at}`, at })),
      ),
    );
  }

  it('knows no window of an empty ledger', () => assert.equal(tracker.at(NOW), undefined));

  it('knows the window of the first request as soon as it is noted', () => {
    tracker.at(NOW);
    request(NOW - MINUTE);
    assert.equal(tracker.at(NOW)?.startsAt, NOW - 10 * MINUTE);
  });

  it('lets the window go at its end and knows the next from its first request', () => {
    request(NOW);
    const end = tracker.at(NOW)!.endsAt;
    assert.equal(tracker.at(end - 1)?.endsAt, end);
    assert.equal(tracker.at(end), undefined);
    request(end + 3 * MINUTE);
    assert.equal(tracker.at(end + 4 * MINUTE)?.startsAt, end);
  });

  it('moves the window where an earlier request turns up', () => {
    request(NOW);
    tracker.at(NOW);
    request(NOW - 2 * HOUR);
    assert.equal(tracker.at(NOW)?.startsAt, NOW - 2 * HOUR);
  });

  it('leaves the window where it is when its only request grows: it began when it began', () => {
    tracker.note(commit(store, [usage({ at: NOW, counters: { output: 1 } })]));
    assert.equal(tracker.at(NOW + HOUR)?.startsAt, NOW);
    tracker.note(commit(store, [usage({ at: NOW + 30 * MINUTE, counters: { output: 2 } })]));
    assert.equal(tracker.at(NOW + HOUR)?.startsAt, NOW);
  });

  it("opens none for the agent's own messages", () => {
    tracker.note(commit(store, [usage({ at: NOW, model: '<synthetic>', local: true })]));
    assert.equal(tracker.at(NOW), undefined);
  });

  it('finds the start of work that went on for weeks without a pause', () => {
    const start = NOW - 30 * 24 * HOUR - 7 * MINUTE;
    // Each window begins at :50 and is followed by the next without a gap.
    request(...Array.from({ length: 24 * 30 }, (_, i) => start + i * HOUR));
    assert.equal(tracker.at(NOW - 20 * MINUTE)?.startsAt, NOW - 5 * HOUR - 10 * MINUTE);
  });

  it('is not led astray by a request that bears a time in the future', () => {
    request(NOW - HOUR, Date.UTC(2099, 0, 1));
    assert.equal(tracker.at(NOW)?.startsAt, NOW - HOUR);
  });

  it('knows the window of a request that was a moment ahead of the clock once that moment has come', () => {
    request(NOW + 500);
    assert.equal(tracker.at(NOW), undefined);
    assert.equal(tracker.at(NOW + 1000)?.startsAt, NOW);
  });

  it('knows the next window of a request that was ahead of the clock at the end of the last', () => {
    request(NOW);
    const end = NOW + 5 * HOUR;
    request(end + 500);
    assert.equal(tracker.at(end - 1)?.endsAt, end);
    assert.equal(tracker.at(end + 1000)?.startsAt, end);
  });

  it('has no window for an agent without one', () => {
    request(NOW);
    assert.equal(new WindowTracker({ ...claudeCode, windowMs: null }, store).at(NOW), undefined);
  });
});
