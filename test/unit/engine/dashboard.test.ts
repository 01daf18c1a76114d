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
      periods[3]?.by.model.parts.map(({ name, totals }) => [name, totals.requests]),
      [
        ['haiku', 5],
        ['opus', 2],
      ],
    );
    for (const { totals, cost, by } of periods) {
      for (const { parts } of Object.values(by)) {
        assert.equal(
          parts.reduce((sum, one) => sum + one.totals.total, 0),
          totals.total,
        );
        assert.equal(
          parts.reduce((sum, one) => sum + one.cost.picoUsd, 0),
          cost.picoUsd,
        );
      }
    }
  });

  it('tells what each period cost, how well it is known, and which projects and agents had a part in it', async () => {
    const { periods, status } = await dashboardOf([
      answer({ id: 'a', at: NOW - HOUR, model: 'opus', cwd: '/a', cacheCreation: 0, cacheRead: 0 }),
      answer({ id: 'b', at: NOW - HOUR, model: 'new', cwd: '/b' }),
      answer({ id: 'c', at: NOW - HOUR, model: '<synthetic>', usage: {} }),
    ]);
    // 10 tokens in at 10 and 20 out at 50 US dollars a million.
    const cost = { picoUsd: 1.1e9, unpricedRequests: 1, unpricedTokens: 4330, unpricedModels: ['new'] };
    assert.deepEqual(status.window?.cost, cost);
    assert.deepEqual(
      periods.map((period) => period.cost),
      [cost, cost, cost, cost],
    );
    for (const { confidence, by } of periods) {
      assert.deepEqual(confidence, { final: 0, partial: 2, estimated: 0, reasons: { unfinished: 2 } });
      assert.deepEqual(
        by.project.parts.map(({ name, totals }) => [name, totals.requests]),
        [
          ['/b', 1],
          ['/a', 1],
        ],
      );
      assert.deepEqual(by.agent.parts.length, 1);
    }
  });

  it('puts what comes after the largest parts together', async () => {
    const many = Array.from({ length: 14 }, (_, i) =>
      answer({ id: `m${i}`, at: NOW - 2 * DAY, cwd: `/p${String(i).padStart(2, '0')}`, output: 100 - i }),
    );
    const { by, totals } = (await dashboardOf(many)).periods.at(-1)!;
    assert.deepEqual(
      by.project.parts.map(({ name }) => name),
      Array.from({ length: 11 }, (_, i) => `/p${String(i).padStart(2, '0')}`),
    );
    const { count, totals: rest, cost } = by.project.others!;
    assert.deepEqual([count, rest.requests, cost.unpricedRequests], [3, 3, 3]);
    assert.equal(
      by.project.parts.reduce((sum, part) => sum + part.totals.total, rest.total),
      totals.total,
    );
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
      prompt('Fix the\n  moon', 's1', { uuid: 'u1' }),
      prompt('And the sun', 's1', { uuid: 'u2' }),
      answer({ id: 'a', at: NOW - 2 * HOUR, cwd: '/old', branch: 'main' }),
      answer({ id: 'b', at: NOW - HOUR, cwd: '/new', branch: 'fix', model: 'haiku', cacheRead: 0 }),
      answer({ id: 'c', at: NOW - HOUR, model: '<synthetic>', usage: {} }),
    ]);
    const { totals, cost, confidence, ...facts } = sessions[0]!;
    assert.deepEqual(facts, {
      agent: 'claude-code',
      id: 's1',
      title: 'Fix the moon',
      project: '/new',
      branch: 'fix',
      startedAt: NOW - 2 * HOUR,
      lastRequestAt: NOW - HOUR,
      models: ['claude-opus-4-6', 'haiku'],
      prompts: 2,
      subagents: 0,
      context: { tokens: 310, window: null },
      reconciliation: null,
    });
    assert.deepEqual([totals.requests, cost.unpricedModels, confidence.partial], [2, ['claude-opus-4-6'], 2]);
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
