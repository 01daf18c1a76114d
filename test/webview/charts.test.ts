import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { areaPath, linePath, nearestIndex, type Point } from '../../webview/charts/path.ts';
import { hourTicks, linear, niceTicks } from '../../webview/charts/scale.ts';
import { spendPoints } from '../../webview/charts/series.ts';
import { dashboard, NOW, SPENT, STARTS_AT } from './fixtures.ts';

const HOUR = 3_600_000;
const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const sorted = fc
  .array(fc.record({ x: fc.integer({ min: 0, max: 2000 }), y: fc.integer({ min: 0, max: 400 }) }), {
    minLength: 1,
    maxLength: 80,
  })
  .map((points): Point[] => points.toSorted((a, b) => a.x - b.x));

describe('scale', () => {
  it('hits both ends of its range, and stays between them', () => {
    fc.assert(
      fc.property(
        finite,
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, width, share) => {
          const scale = linear([from, from + width], [10, 810]);
          const value = from + share * width;
          assert.ok(Math.abs(scale(from) - 10) < 1e-6 && Math.abs(scale(from + width) - 810) < 1e-6);
          assert.ok(scale(value) >= 10 - 1e-6 && scale(value) <= 810 + 1e-6);
        },
      ),
    );
  });

  it('maps a domain of no width onto the start of its range', () => {
    assert.equal(linear([5, 5], [10, 20])(7), 10);
  });

  it('gives whole ticks at even distances that reach the largest value and do not pass it by more than a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 1, max: 8 }), (max, count) => {
        const ticks = niceTicks(max, count);
        const step = ticks[1]!;
        assert.ok(ticks.every((tick, i) => tick === i * step && Number.isInteger(tick)));
        assert.ok(ticks.at(-1)! >= max && ticks.at(-1)! - max <= step);
        assert.ok(ticks.length <= count + 1 + 1);
      }),
    );
  });

  it('survives values that are none', () => {
    assert.deepEqual(niceTicks(Number.NaN, 4), [0, 1]);
    assert.deepEqual(hourTicks(Number.NaN, 5, 3), []);
  });

  it('puts hours strictly inside, on full hours, and no more than were asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: 40 * HOUR }),
        fc.integer({ min: 1, max: 12 }),
        (from, length, count) => {
          const ticks = hourTicks(from, from + length, count);
          assert.ok(ticks.length <= count);
          assert.ok(ticks.every((at) => at > from && at < from + length && new Date(at).getMinutes() === 0));
        },
      ),
    );
  });
});

describe('path', () => {
  it('is empty for fewer than two points, and closes areas on the base', () => {
    assert.equal(linePath([{ x: 1, y: 2 }]), '');
    assert.equal(areaPath([], 10), '');
    assert.equal(
      areaPath(
        [
          { x: 0, y: 5 },
          { x: 10, y: 1.26 },
        ],
        20,
      ),
      'M0 5L10 1.3L10 20L0 20Z',
    );
  });

  it('names every point once', () => {
    fc.assert(
      fc.property(sorted, (points) => points.length < 2 || linePath(points).split(/[ML]/).length === points.length + 1),
    );
  });

  it('finds a nearest point', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: -100, max: 2100 }), (points, x) => {
        const least = Math.min(...points.map((point) => Math.abs(point.x - x)));
        assert.equal(Math.abs(points[nearestIndex(points, x)]!.x - x), least);
      }),
    );
    assert.equal(nearestIndex([], 5), -1);
  });
});

describe('series', () => {
  it('adds up to what was spent, and ends now', () => {
    const points = spendPoints(dashboard().spend!, STARTS_AT, NOW);
    assert.equal(points[0]!.sum, 0);
    assert.equal(points.at(-1)!.sum, SPENT.total);
    assert.equal(points.at(-1)!.to, NOW);
  });
});
