import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { periodSums, RunningPeriods } from '../../src/engine/periodSums.ts';
import { priced } from '../../src/engine/ledger/spend.ts';
import { pieces, recordsArbitrary } from '../support/arbitraries.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { commit, memoryStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 4, 1, 12);
const STARTS = [TODAY, TODAY - 6 * HOUR, null];

describe('property: sums of periods that reach up to now', function () {
  this.timeout(60_000);

  it('are those of all their requests, whatever was added since they were last asked for', async () => {
    const records = recordsArbitrary(['trusted', 'gateway', 'gateway with empty prompts'], {
      models: ['claude-opus-4-6', 'new', '<synthetic>'],
    });
    await fc.assert(
      fc.asyncProperty(records, fc.array(fc.nat(), { maxLength: 4 }), fc.boolean(), async (all, cuts, nextDay) => {
        const store = await memoryStore();
        const periods = new RunningPeriods(store, TEST_PRICES);
        const parts = pieces(all, cuts);
        for (const [i, part] of parts.entries()) {
          periods.note(commit(store, part, `/logs/${i}.jsonl`));
          // Half-way a new day begins.
          const shift = nextDay && i >= parts.length / 2 ? 4 * HOUR : 0;
          const starts = STARTS.map((start) => (start === null ? null : start + shift));
          const expected = starts.map((start) => periodSums(priced(store.costSums(start ?? undefined), TEST_PRICES)));
          assert.deepEqual(periods.since(TODAY + shift, starts), expected);
        }
        store.close();
      }),
      { numRuns: 150 },
    );
  });

  it('are forgotten when anything may have changed', async () => {
    const store = await memoryStore();
    const periods = new RunningPeriods(store, TEST_PRICES);
    const before = periods.since(TODAY, [null]);
    const [old] = fc.sample(
      recordsArbitrary(['trusted'], { models: ['opus'] }).filter(({ length }) => length > 0),
      1,
    );
    commit(store, old!);
    assert.deepEqual(periods.since(TODAY, [null])[0]!.by.project.size >= before[0]!.by.project.size, true);
    periods.reset();
    assert.equal(periods.since(TODAY, [null])[0]!.all.totals.requests, store.summary().requests);
  });
});
