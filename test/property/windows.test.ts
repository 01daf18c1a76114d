import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { claudeCode } from '../../src/engine/agents/claudeCode.ts';
import { WindowTracker } from '../../src/engine/limits/windowTracker.ts';
import { usage } from '../support/records.ts';
import { commit, memoryStore } from '../support/stores.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 3, 22, 6);

/** The rule of the window in the simplest way: follow the chain from the very first request. */
function windowAt(times: readonly number[], now: number): { startsAt: number; endsAt: number } | undefined {
  let endsAt = 0;
  for (const at of times.toSorted((a, b) => a - b)) {
    if (at > now || at < endsAt) continue;
    const grid = at < Date.UTC(2026, 3, 23) ? HOUR : 10 * MINUTE;
    endsAt = Math.floor(at / grid) * grid + 5 * HOUR;
  }
  return now < endsAt ? { startsAt: endsAt - 5 * HOUR, endsAt } : undefined;
}

const step = fc.record({
  /** How much later the clock is. */
  waits: fc.integer({ min: 0, max: 8 * HOUR }),
  /** Requests by their age when they are noted: mostly fresh, some late, few from the future. */
  ages: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 * MINUTE }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 * HOUR }) },
      { weight: 2, arbitrary: fc.constantFrom(0, 5 * HOUR, 10 * MINUTE, 10 * HOUR) },
    ),
    { maxLength: 4 },
  ),
  future: fc.array(fc.integer({ min: 1, max: 12 * HOUR }), { maxLength: 1 }),
});

async function followed(
  steps: readonly { waits: number; ages: number[]; future: number[] }[],
  withFuture: boolean,
): Promise<void> {
  const store = await memoryStore();
  const tracker = new WindowTracker(claudeCode, store);
  const times = new Set<number>();
  let now = START;
  for (const { waits, ages, future } of steps) {
    now += waits;
    const fresh = [...ages.map((age) => now - age), ...(withFuture ? future.map((ahead) => now + ahead) : [])];
    for (const at of fresh) times.add(at);
    tracker.note(
      commit(
        store,
        fresh.map((at) => usage({ key: `id:${at}`, at })),
      ),
    );
    const open = tracker.at(now);
    assert.deepEqual(open && { startsAt: open.startsAt, endsAt: open.endsAt }, windowAt([...times], now));
  }
  store.close();
}

describe('property: the tracked window equals the one worked out from scratch', function () {
  this.timeout(60_000);
  it('after any sequence of requests, late ones too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), (steps) => followed(steps, false)),
      { numRuns: 300 },
    );
  });
  it('with requests whose time lies in the future', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), (steps) => followed(steps, true)),
      { numRuns: 300 },
    );
  });
});
