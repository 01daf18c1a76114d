import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Calendar } from '../../src/engine/clock/calendar.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
/** From here on every offset and every change of one lies on a quarter of an hour. */
const SINCE = Date.UTC(2013, 0, 1);
const instant = fc.integer({ min: SINCE, max: Date.UTC(2040, 0, 1) });
const zone = fc.constantFrom(...ZONES);
const calendars = new Map<string, Calendar>();

function calendarOf(timeZone: string): Calendar {
  const calendar = calendars.get(timeZone) ?? new Calendar(timeZone);
  calendars.set(timeZone, calendar);
  return calendar;
}

describe('property: the calendar', function () {
  this.timeout(60_000);

  it('tells the date as a formatter of another locale does', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const other = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
        assert.equal(calendarOf(timeZone).date(at), other);
      }),
      { numRuns: 500 },
    );
  });

  it('begins a day at its first instant', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const calendar = calendarOf(timeZone);
        const date = calendar.date(at);
        const start = calendar.startOf(date);
        assert.ok(start <= at);
        assert.equal(calendar.date(start), date);
        assert.ok(calendar.date(start - 1) < date);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets each day begin where the day before it ends', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const calendar = calendarOf(timeZone);
        const date = calendar.date(at);
        const length = calendar.startOf(Calendar.addDays(date, 1)) - calendar.startOf(date);
        assert.ok(length >= 18 * 3_600_000 && length <= 30 * 3_600_000, `${timeZone} ${date}: ${length / 3_600_000} h`);
      }),
      { numRuns: 1000 },
    );
  });
});
