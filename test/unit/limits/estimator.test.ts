import assert from 'node:assert/strict';
import { chainStart, estimateWindow } from '../../../src/engine/limits/estimator.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIVE = 5 * HOUR;

function at(text: string): number {
  return Date.parse(text.includes('T') ? text : `2026-05-01T${text}Z`);
}

/** Start and end of the window estimated at `now` from requests at `times`, or undefined. */
function windowOf(times: readonly string[], now: string): string[] | undefined {
  const open = estimateWindow(times.map(at), FIVE, at(now));
  return open && [open.startsAt, open.endsAt].map((instant) => new Date(instant).toISOString().slice(0, 16));
}

describe('estimateWindow', () => {
  it('knows no window without a request', () => assert.equal(windowOf([], '12:00:00'), undefined));

  it('starts on the ten minutes that hold the first request', () => {
    for (const first of ['12:10:00', '12:10:00.001', '12:19:59.999']) {
      assert.deepEqual(windowOf([first], '12:20:00'), ['2026-05-01T12:10', '2026-05-01T17:10']);
    }
    assert.deepEqual(windowOf(['12:20:00'], '12:20:00'), ['2026-05-01T12:20', '2026-05-01T17:20']);
  });

  it('tells how far the estimate may be off', () => {
    assert.equal(estimateWindow([at('12:11:00')], FIVE, at('12:12:00'))?.toleranceMs, 10 * MINUTE);
    const old = at('2026-04-22T12:11:00Z');
    assert.equal(estimateWindow([old], FIVE, old)?.toleranceMs, HOUR);
  });

  it('starts on the full hour before 2026-04-23', () => {
    assert.deepEqual(windowOf(['2026-04-22T23:59:59.999Z'], '2026-04-23T00:30:00Z'), [
      '2026-04-22T23:00',
      '2026-04-23T04:00',
    ]);
    assert.deepEqual(windowOf(['2026-04-23T00:19:00Z'], '2026-04-23T00:30:00Z'), [
      '2026-04-23T00:10',
      '2026-04-23T05:10',
    ]);
  });

  it('gives what was observed: 06:17 to 11:00 on the hour, a first message at 23:47 to 04:40 later on', () => {
    assert.deepEqual(windowOf(['2026-04-22T06:17:00Z'], '2026-04-22T07:00:00Z')?.[1], '2026-04-22T11:00');
    assert.deepEqual(windowOf(['2026-06-01T23:47:00Z'], '2026-06-02T00:00:00Z')?.[1], '2026-06-02T04:40');
  });

  it('is moved by no request inside it', () => {
    assert.deepEqual(windowOf(['10:05:00', '12:00:00', '14:59:59.999'], '14:59:59.999'), [
      '2026-05-01T10:00',
      '2026-05-01T15:00',
    ]);
  });

  it('ends at its end, and then there is none', () => {
    assert.notEqual(windowOf(['10:05:00'], '14:59:59.999'), undefined);
    assert.equal(windowOf(['10:05:00'], '15:00:00'), undefined);
  });

  it('is followed by the one that the first request after it starts', () => {
    assert.deepEqual(windowOf(['10:05:00', '14:59:59.999', '15:00:00'], '15:01:00'), [
      '2026-05-01T15:00',
      '2026-05-01T20:00',
    ]);
    assert.deepEqual(windowOf(['10:05:00', '16:39:00'], '17:00:00'), ['2026-05-01T16:30', '2026-05-01T21:30']);
  });

  it('makes a chain of windows from work without a pause', () => {
    const times = Array.from({ length: 30 }, (_, i) => at('00:03:00') + i * 47 * MINUTE);
    // Windows begin with the requests of 00:03, 05:32, 11:01, 16:30 and 21:59.
    assert.equal(estimateWindow(times, FIVE, at('23:00:00'))?.startsAt, at('21:50:00'));
    assert.equal(estimateWindow(times, FIVE, at('21:29:00'))?.startsAt, at('16:30:00'));
    assert.equal(estimateWindow(times, FIVE, at('21:30:00')), undefined);
  });

  it('does not look at what lies in the future', () => {
    assert.equal(windowOf(['12:30:00'], '12:00:00'), undefined);
    assert.deepEqual(windowOf(['10:05:00', '18:00:00'], '12:00:00'), ['2026-05-01T10:00', '2026-05-01T15:00']);
  });
});

describe('chainStart', () => {
  it('is the request behind the last pause as long as a window', () => {
    assert.equal(chainStart([], FIVE), 0);
    assert.equal(chainStart([1], FIVE), 0);
    assert.equal(chainStart([0, FIVE - 1, 2 * FIVE - 2], FIVE), 0);
    assert.equal(chainStart([0, FIVE, 2 * FIVE, 2 * FIVE + 1], FIVE), 2);
    assert.equal(chainStart([0, 2 * FIVE, 2 * FIVE + 1, 3 * FIVE], FIVE), 1);
  });
  it('a pause of exactly the length of a window is one: the request after it starts a window of its own', () => {
    assert.equal(chainStart([at('10:00:00'), at('15:00:00')], FIVE), 1);
    assert.deepEqual(windowOf(['10:00:00', '15:00:00'], '15:00:00'), ['2026-05-01T15:00', '2026-05-01T20:00']);
  });
});
