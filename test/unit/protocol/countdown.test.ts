import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { msToNextSecond, secondsLeft } from '../../../src/protocol/countdown.ts';

const END = Date.UTC(2026, 4, 1, 15);

describe('countdown', () => {
  it('rounds up, so that zero is shown only once the instant has passed', () => {
    const cases = [
      [5000, 5],
      [4001, 5],
      [4000, 4],
      [1, 1],
      [0, 0],
      [-1, 0],
      [-5000, 0],
    ] as const;
    for (const [left, shown] of cases) assert.equal(secondsLeft(END, END - left), shown);
  });
  it('property: is never negative and never runs up', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), fc.nat(1e6), (left, later) => {
        const shown = secondsLeft(END, END - left);
        assert.ok(Number.isInteger(shown) && shown >= 0);
        assert.ok(secondsLeft(END, END - left + later) <= shown);
      }),
    );
  });
  it('property: the wait ends exactly when the shown second changes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e8 }), (left) => {
        const now = END - left;
        const wait = msToNextSecond(END, now);
        assert.ok(wait >= 1 && wait <= 1000);
        assert.equal(secondsLeft(END, now + wait), secondsLeft(END, now) - 1);
        assert.equal(secondsLeft(END, now + wait - 1), secondsLeft(END, now));
      }),
    );
  });
  it('property: with a clock that tells fractions the wait is at least 1 and lands behind the edge', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (left) => {
        const wait = msToNextSecond(END, END - left);
        assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 1000);
        assert.ok(secondsLeft(END, END - left + wait) < secondsLeft(END, END - left));
      }),
    );
  });
  it('looks again after a second once the time is up', () => {
    assert.equal(msToNextSecond(END, END), 1000);
    assert.equal(msToNextSecond(END, END + 12_345), 1000);
  });
});
