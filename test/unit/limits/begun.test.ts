import assert from 'node:assert/strict';
import { AGENTS } from '../../../src/engine/agents/index.ts';
import { WindowTracker } from '../../../src/engine/limits/windowTracker.ts';
import { usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const START = Date.UTC(2026, 10, 21, 10, 9, 50);
const SECOND = 1000;

describe('the beginning of a window', () => {
  it('is that of the answer’s first line, where its last one falls behind an edge of the grid', async () => {
    const store = await memoryStore();
    const counters = usage({}).counters;
    const line = (seconds: number, output: number) =>
      usage({ at: START + seconds * SECOND, offset: seconds, counters: { ...counters, output } });
    commit(store, [line(0, 1), line(30, 900)]);
    assert.deepEqual(store.requestTimes('claude-code', 0), [START]);
    const window = new WindowTracker(AGENTS[0]!, store).at(START + 60 * SECOND);
    assert.equal(window?.startsAt, Date.UTC(2026, 10, 21, 10, 0));
    assert.equal(store.cells({})[0]?.counters.output, 900);
    store.close();
  });

  it('is the earliest of all copies, in whatever order they are read', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const store = await memoryStore();
      for (const i of order) commit(store, [usage({ at: START + i * SECOND, offset: i })], `/logs/${i}`);
      assert.deepEqual(store.requestTimes('claude-code', 0), [START]);
      store.close();
    }
  });
});
