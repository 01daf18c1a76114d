import assert from 'node:assert/strict';
import { Calendar, localTimeZone } from '../../../src/engine/clock/calendar.ts';

/** The first instant of a day as an ISO time. */
function start(timeZone: string, date: string): string {
  return new Date(new Calendar(timeZone).startOf(date)).toISOString().slice(0, 16);
}

function dateAt(timeZone: string, at: string): string {
  return new Calendar(timeZone).date(Date.parse(at));
}

describe('Calendar', () => {
  it('knows the local date', () => {
    assert.equal(dateAt('UTC', '2026-01-31T23:59:59.999Z'), '2026-01-31');
    assert.equal(dateAt('UTC', '2026-02-01T00:00:00.000Z'), '2026-02-01');
    assert.equal(dateAt('Asia/Kathmandu', '2026-01-31T18:14:59.999Z'), '2026-01-31');
    assert.equal(dateAt('Asia/Kathmandu', '2026-01-31T18:15:00.000Z'), '2026-02-01');
    assert.equal(dateAt('Pacific/Kiritimati', '2026-01-31T10:00:00Z'), '2026-02-01');
    assert.equal(dateAt('Pacific/Pago_Pago', '2026-02-01T10:59:59Z'), '2026-01-31');
  });

  const starts: readonly (readonly [title: string, zone: string, date: string, at: string])[] = [
    ['an ordinary day', 'UTC', '2026-01-31', '2026-01-31T00:00'],
    ['a zone off the half hour', 'Asia/Kathmandu', '2026-02-01', '2026-01-31T18:15'],
    ['a zone off the hour by 45 minutes with summer time', 'Pacific/Chatham', '2026-01-31', '2026-01-30T10:15'],
    ['Lord Howe, before its half hour of summer time ends', 'Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00'],
    ['Lord Howe, after it', 'Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30'],
    ['a day of 23 hours', 'America/New_York', '2026-03-08', '2026-03-08T05:00'],
    ['the day after it', 'America/New_York', '2026-03-09', '2026-03-09T04:00'],
    ['a day whose midnight does not exist, in São Paulo', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00'],
    ['a day whose midnight does not exist, in Beirut', 'Asia/Beirut', '2026-03-29', '2026-03-28T22:00'],
    ['a day whose last hour comes twice, in Beirut', 'Asia/Beirut', '2025-10-26', '2025-10-25T22:00'],
    ['a day whose last hour comes twice, in São Paulo', 'America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00'],
    ['a day whose midnight does not exist, in Cairo', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00'],
    ['Apia, before the day it left out', 'Pacific/Apia', '2011-12-29', '2011-12-29T10:00'],
    ['Apia, after the day it left out', 'Pacific/Apia', '2011-12-31', '2011-12-30T10:00'],
  ];
  for (const [title, zone, date, at] of starts) {
    it(`knows the first instant of ${title}`, () => assert.equal(start(zone, date), at));
  }

  it('lets the day that Apia left out begin and end where it would have been', () => {
    assert.equal(start('Pacific/Apia', '2011-12-30'), '2011-12-30T10:00');
  });

  it('counts days', () => {
    assert.equal(Calendar.addDays('2026-02-28', 1), '2026-03-01');
    assert.equal(Calendar.addDays('2024-02-28', 1), '2024-02-29');
    assert.equal(Calendar.addDays('2026-01-01', -1), '2025-12-31');
    assert.equal(Calendar.addDays('2026-03-29', 0), '2026-03-29');
  });

  it('refuses an unknown zone and what is no date', () => {
    assert.throws(() => new Calendar('Mars/Olympus'), RangeError);
    for (const text of ['', 'x', '2026-13-01', '2026-1-1'])
      assert.throws(() => new Calendar('UTC').startOf(text), RangeError, text);
  });

  it("knows the machine's own zone", () => assert.equal(new Calendar(localTimeZone()).timeZone, localTimeZone()));
});
