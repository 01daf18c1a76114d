import assert from 'node:assert/strict';
import type { Report } from '../../../src/engine/ledger/report.ts';
import { answer } from '../../support/claudeLines.ts';
import { moonlockJson } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const HOUR = 3_600_000;

/** One answer with one output token at each of the instants. */
function answersAt(instants: readonly number[]): object[] {
  return instants.map((at, i) => answer({ id: `m${i}`, at, input: 0, output: 1, cacheCreation: 0, cacheRead: 0 }));
}

/** Requests by local day, counted from the instants themselves with a formatter of another locale. */
function daysOf(instants: readonly number[], timeZone: string): Record<string, number> {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const days: Record<string, number> = {};
  for (const at of instants) days[format.format(at)] = (days[format.format(at)] ?? 0) + 1;
  return days;
}

async function requestsByDay(config: string, args: readonly string[]): Promise<Record<string, number>> {
  const report = await moonlockJson<Report>(['report', '--json', ...args], { CLAUDE_CONFIG_DIR: config });
  const days = Object.entries(report.agents['claude-code']?.byDay ?? {}).map(([day, { requests }]) => [day, requests]);
  return Object.fromEntries(days) as Record<string, number>;
}

describe('days of a time zone', function () {
  this.timeout(20_000);
  const from = Date.UTC(2026, 3, 3, 20);
  const zones = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York', 'Pacific/Kiritimati', 'UTC'];
  for (const timeZone of zones) {
    it(`are those of ${timeZone}, through the end of summer time at Lord Howe`, async () => {
      const instants = Array.from({ length: 300 }, (_, i) => from + i * 11 * 60_000);
      const config = tempFolder();
      write(config, 'projects/p/s.jsonl', answersAt(instants));
      assert.deepEqual(await requestsByDay(config, ['--timezone', timeZone]), daysOf(instants, timeZone));
    });
  }
});

describe('--since and --until', function () {
  this.timeout(20_000);
  const start = Date.UTC(2026, 4, 1);
  const instants = Array.from({ length: 97 }, (_, i) => start + i * HOUR);
  let config: string;
  beforeEach(() => {
    config = tempFolder();
    write(config, 'projects/p/s.jsonl', answersAt(instants));
  });
  const cases: readonly (readonly [title: string, args: string[], kept: (at: number) => boolean])[] = [
    [
      'one day is that whole day',
      ['--since', '2026-05-02', '--until', '2026-05-02'],
      (at) => day(at, 'UTC') === '2026-05-02',
    ],
    [
      'days are inclusive',
      ['--since', '2026-05-02', '--until', '2026-05-03'],
      (at) => ['2026-05-02', '2026-05-03'].includes(day(at, 'UTC')),
    ],
    [
      'days are those of the time zone',
      ['--since', '2026-05-02', '--until', '2026-05-02', '--timezone', 'Asia/Kathmandu'],
      (at) => day(at, 'Asia/Kathmandu') === '2026-05-02',
    ],
    ['--since an instant counts from it on', ['--since', '2026-05-01T05:00:00Z'], (at) => at >= start + 5 * HOUR],
    ['--since an instant between two requests', ['--since', '2026-05-01T05:00:00.001Z'], (at) => at > start + 5 * HOUR],
    ['--until an instant leaves it out', ['--until', '2026-05-01T05:00:00Z'], (at) => at < start + 5 * HOUR],
    ['instants may bear an offset', ['--until', '2026-05-01T05:00:00+05:00'], (at) => at < start],
    ['--until before --since is nothing', ['--since', '2026-05-03', '--until', '2026-05-02'], () => false],
    ['a far day bounds nothing', ['--since', '1990-01-01', '--until', '9998-12-31'], () => true],
  ];
  for (const [title, args, kept] of cases) {
    it(title, async () => {
      const zone = args.includes('--timezone') ? args : [...args, '--timezone', 'UTC'];
      const expected = daysOf(instants.filter(kept), zone.at(-1)!);
      assert.deepEqual(await requestsByDay(config, zone), expected);
    });
  }
  it('the last day of the calendar is a day as well', async () => {
    assert.deepEqual(
      await requestsByDay(config, ['--until', '9999-12-31', '--timezone', 'UTC']),
      daysOf(instants, 'UTC'),
    );
  });
  it('--agent limits the report to one agent', async () => {
    assert.deepEqual(
      await requestsByDay(config, ['--agent', 'claude-code', '--timezone', 'UTC']),
      daysOf(instants, 'UTC'),
    );
  });
});

function day(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}
