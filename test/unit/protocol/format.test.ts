import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { agentName } from '../../../src/protocol/names.ts';
import {
  formatAge,
  formatBytes,
  formatCompact,
  formatCount,
  formatCountdown,
  formatHoursMinutes,
  formatPercent,
  formatTime,
} from '../../../src/protocol/format.ts';
import { moonPhase } from '../../../src/protocol/phases.ts';

function each<A>(format: (value: A) => string | number, cases: readonly (readonly [A, string | number])[]): void {
  for (const [value, expected] of cases) assert.equal(format(value), expected, `of ${String(value)}`);
}

const compact = (value: number): string => formatCompact(value, 'en');

describe('format', () => {
  it('bytes', () => {
    each(
      (value: number) => formatBytes(value, 'en'),
      [
        [0, '0 MB'],
        [400_000, '0.4 MB'],
        [9_940_000, '9.9 MB'],
        [340_400_000, '340 MB'],
        [999_400_000, '999 MB'],
        [999_600_000, '1 GB'],
        [1_240_000_000, '1.2 GB'],
        [43_000_000_000, '43 GB'],
      ],
    );
  });

  it('countdown', () => {
    each(formatCountdown, [
      [0, '0:00:00'],
      [59, '0:00:59'],
      [60, '0:01:00'],
      [3599, '0:59:59'],
      [8047, '2:14:07'],
      [18000, '5:00:00'],
      [-3, '0:00:00'],
      [360000, '100:00:00'],
    ]);
  });
  it('hours and minutes, rounded up', () => {
    each(formatHoursMinutes, [
      [0, '0:00'],
      [1, '0:01'],
      [60, '0:01'],
      [61, '0:02'],
      [8040, '2:14'],
      [8041, '2:15'],
      [3541, '1:00'],
      [-3, '0:00'],
    ]);
  });
  it('count', () => {
    assert.equal(formatCount(58_231_467, 'en'), '58,231,467');
    assert.equal(formatCount(58_231_467, 'de'), '58.231.467');
  });
  it('compact', () => {
    each(compact, [
      [0, '0'],
      [7, '7'],
      [999, '999'],
      [1000, '1.00 k'],
      [1234, '1.23 k'],
      [12_345, '12.3 k'],
      [123_456, '123 k'],
      [999_499, '999 k'],
      [999_500, '1.00 M'],
      [58_231_467, '58.2 M'],
      [9_994_999, '9.99 M'],
      [9_995_000, '10.0 M'],
      [99_950_000, '100 M'],
      [2.5e9, '2.50 B'],
      [3e12, '3.00 T'],
      [4e15, '4,000 T'],
    ]);
  });
  it('property: compact has three figures from a thousand on and is true to half a unit of the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9e14 }), (value) => {
        const [figure, unit] = formatCompact(value, 'en').split(' ');
        const shown = Number(figure!.replaceAll(',', ''));
        assert.equal(figure!.replace(/\D/g, '').length, 3);
        const scale = 1000 ** (['k', 'M', 'B', 'T'].indexOf(unit!) + 1);
        assert.ok(Math.abs(shown * scale - value) <= value * 0.005 + 1e-6);
      }),
    );
  });
  it('age', () => {
    const minute = 60_000;
    each(formatAge, [
      [-5, 'less than 1 min'],
      [0, 'less than 1 min'],
      [minute - 1, 'less than 1 min'],
      [minute, '1 min'],
      [59 * minute, '59 min'],
      [60 * minute, '1 h'],
      [47 * 60 * minute, '47 h'],
      [48 * 60 * minute, '2 d'],
      [72.5 * 60 * minute, '3 d'],
    ]);
  });
  it('percent', () =>
    each(formatPercent, [
      [0, '0\u202f%'],
      [0.004, '0\u202f%'],
      [0.475, '48\u202f%'],
      [1, '100\u202f%'],
    ]));
  it('time of day', () => {
    const at = Date.UTC(2026, 4, 1, 22, 5);
    assert.equal(formatTime(at, 'en', 'UTC'), '22:05');
    assert.equal(formatTime(Date.UTC(2026, 4, 1), 'en', 'UTC'), '00:00');
    assert.equal(formatTime(at, 'en', 'Asia/Kathmandu'), '03:50');
  });
  it('agent', () =>
    each(agentName, [
      ['claude-code', 'Claude Code'],
      ['gemini-cli', 'Gemini CLI'],
      ['opencode', 'opencode'],
      ['constructor', 'Constructor'],
      ['__proto__', '__proto__'],
    ]));
});

describe('moonPhase', () => {
  it('keeps new and full for exactly nothing left and nothing spent', () => {
    each(moonPhase, [
      [-1, 0],
      [0, 0],
      [1e-9, 1],
      [0.0625, 1],
      [0.19, 2],
      [0.5, 4],
      [0.9374, 7],
      [0.999999, 7],
      [1, 8],
      [2, 8],
      [NaN, 0],
    ]);
  });
  it('property: never wanes while more is left', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => moonPhase(Math.min(a, b)) <= moonPhase(Math.max(a, b)),
      ),
    );
  });
});
