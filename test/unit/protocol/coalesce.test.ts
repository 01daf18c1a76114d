import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { coalesce } from '../../../src/protocol/coalesce.ts';
import { FakeClock } from '../../support/fakeClock.ts';

describe('coalesce', () => {
  let clock: FakeClock;
  let ran: number[];
  let call: () => void;
  beforeEach(() => {
    clock = new FakeClock(0);
    ran = [];
    call = coalesce(clock, 50, () => ran.push(clock.now()));
  });

  it('does the first at once', () => {
    call();
    assert.deepEqual(ran, [0]);
  });
  it('does a burst as its first and its last', () => {
    for (let i = 0; i < 10; i++) call();
    clock.advance(49);
    assert.deepEqual(ran, [0]);
    clock.advance(1);
    assert.deepEqual(ran, [0, 50]);
  });
  it('rests after a single call, and then does the next at once', () => {
    call();
    clock.advance(500);
    assert.equal(clock.pending, 0);
    call();
    assert.deepEqual(ran, [0, 500]);
  });
  it('goes on after an action that threw', () => {
    let times = 0;
    const failing = coalesce(clock, 50, () => {
      times++;
      throw new Error('no');
    });
    assert.throws(failing);
    clock.advance(50);
    assert.throws(failing);
    assert.equal(times, 2);
  });
  it('property: never twice within the time, and always after the last call', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { minLength: 1, maxLength: 40 }), (waits) => {
        const own = new FakeClock(0);
        const at: number[] = [];
        const run = coalesce(own, 50, () => at.push(own.now()));
        let last = 0;
        for (const wait of waits) {
          own.advance(wait);
          last = own.now();
          run();
        }
        own.advance(1000);
        for (let i = 1; i < at.length; i++) assert.ok(at[i]! - at[i - 1]! >= 50);
        assert.ok(at.at(-1)! >= last && at.at(-1)! <= last + 50);
        assert.equal(own.pending, 0);
      }),
    );
  });
});
