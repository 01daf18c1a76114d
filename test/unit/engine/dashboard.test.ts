import assert from 'node:assert/strict';
import type { DashboardModel } from '../../../src/protocol/viewModels.ts';
import { answer, prompt } from '../../support/claudeLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 4, 10, 12, 7);

async function dashboardOf(lines: readonly object[]): Promise<DashboardModel> {
  const config = tempFolder();
  write(config, 'projects/p/s.jsonl', lines);
  const { engine } = await makeEngine(config, { clock: new FakeClock(NOW) });
  await engine.scan();
  return engine.dashboard();
}

const AGES = [5 * MINUTE, 70 * MINUTE, 11 * HOUR, 13 * HOUR, 6 * DAY, 7 * DAY, 30 * DAY];
const LINES = AGES.map((age, i) =>
  answer({ id: `m${i}`, at: NOW - age, session: `s${i}`, model: i < 2 ? 'opus' : 'haiku' }),
);

describe('the dashboard', () => {
  it('adds up the window, today, seven days and everything', async () => {
    const { periods } = await dashboardOf(LINES);
    assert.deepEqual(
      periods.map(({ period, totals }) => [period, totals.requests]),
      [
        ['window', 2],
        ['today', 3],
        ['week', 5],
        ['all', 7],
      ],
    );
    assert.deepEqual(
      periods.map(({ since }) => since),
      [NOW - 77 * MINUTE, Date.UTC(2026, 4, 10), Date.UTC(2026, 4, 4), null],
    );
    assert.deepEqual(
      periods[3]?.byModel.map(({ model, totals }) => [model, totals.requests]),
      [
        ['haiku', 5],
        ['opus', 2],
      ],
    );
    for (const { totals, byModel } of periods) {
      assert.equal(
        byModel.reduce((sum, one) => sum + one.totals.total, 0),
        totals.total,
      );
    }
  });

  it('has no window and no spend where none is open', async () => {
    const { periods, spend, status } = await dashboardOf(LINES.slice(2));
    assert.deepEqual(
      [status.window, spend, periods.map(({ period }) => period)],
      [null, null, ['today', 'week', 'all']],
    );
  });

  it('shows the spend from the start of the window to now, empty bars too', async () => {
    const { spend, status } = await dashboardOf(LINES);
    const { startsAt } = status.window!;
    assert.equal(spend!.bucketMs, 5 * MINUTE);
    assert.deepEqual(
      spend!.buckets.map((one) => one.startsAt),
      Array.from({ length: 16 }, (_, i) => startsAt + i * 5 * MINUTE),
    );
    assert.deepEqual(
      spend!.buckets.map(({ totals }) => totals.requests),
      [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    );
    assert.equal(
      spend!.buckets.reduce((sum, { totals }) => sum + totals.total, 0),
      status.window!.spent.total,
    );
  });

  it('lists the last twenty sessions, newest first', async () => {
    const many = Array.from({ length: 25 }, (_, i) => answer({ id: `m${i}`, session: `s${i}`, at: NOW - i * HOUR }));
    const { sessions, ledger } = await dashboardOf(many);
    assert.deepEqual(
      sessions.map(({ id }) => id),
      Array.from({ length: 20 }, (_, i) => `s${i}`),
    );
    assert.deepEqual(ledger, { requests: 25, sessions: 25, since: NOW - 24 * HOUR });
  });

  it('tells of a session what is known', async () => {
    const { sessions } = await dashboardOf([
      prompt('Fix the\n  moon'),
      answer({ id: 'a', at: NOW - 2 * HOUR, cwd: '/old', branch: 'main' }),
      answer({ id: 'b', at: NOW - HOUR, cwd: '/new', branch: 'fix', model: 'haiku', cacheRead: 0 }),
      answer({ id: 'c', at: NOW - HOUR, model: '<synthetic>', usage: {} }),
    ]);
    const { totals, ...facts } = sessions[0]!;
    assert.deepEqual(facts, {
      agent: 'claude-code',
      id: 's1',
      title: 'Fix the moon',
      project: '/new',
      branch: 'fix',
      startedAt: NOW - 2 * HOUR,
      lastRequestAt: NOW - HOUR,
      models: ['claude-opus-4-6', 'haiku'],
    });
    assert.equal(totals.requests, 2);
  });

  it('is empty where there is nothing', async () => {
    const { periods, sessions, ledger } = await dashboardOf([]);
    assert.deepEqual(sessions, []);
    assert.deepEqual(ledger, { requests: 0, sessions: 0, since: null });
    assert.deepEqual(
      periods.map(({ totals }) => totals.total),
      [0, 0, 0],
    );
  });
});
