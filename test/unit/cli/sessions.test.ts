import assert from 'node:assert/strict';
import type { SessionsReport } from '../../../src/cli/sessionsReport.ts';
import { answer, prompt } from '../../support/claudeLines.ts';
import { moonlock, moonlockJson } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const START = Date.UTC(2026, 4, 1, 10);
const MINUTE = 60_000;
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;
const HOSTILE = '\u001b[31mred\u001b[0m\r\n\u0007\u202eevil\u2066\u0085\u009b2J\ttab';

/** An answer that has ended, of 10 tokens in at 5 US dollars a million and 20 out at 25: $0.00055. */
function ended(options: Parameters<typeof answer>[0]): object {
  const line = answer({ cacheCreation: 0, cacheRead: 0, ...options });
  return { ...line, message: { ...(line['message'] as object), stop_reason: 'end_turn' } };
}

const ACCOUNT = {
  type: 'cost-state',
  sessionId: 'one',
  totalCostUSD: 0.0031,
  startTime: START,
  totalDuration: 20 * MINUTE,
  modelUsage: {
    'claude-opus-4-6[1m]': { inputTokens: 20, outputTokens: 40, costUSD: 0.0011 },
    'claude-haiku-4-5-20251001': { inputTokens: 1000, outputTokens: 200, costUSD: 0.002 },
  },
};

/** Two sessions: one with all that there is, the other a day later. */
function config(): { CLAUDE_CONFIG_DIR: string } {
  const folder = tempFolder();
  write(folder, 'projects/p/one.jsonl', [
    prompt('Fix the moon', 'one', { uuid: 'u1' }),
    ended({ id: 'a', session: 'one', at: START, branch: 'main', cwd: '/src/app' }),
    ended({ id: 'b', session: 'one', at: START + 5 * MINUTE, branch: 'main', cwd: '/src/app/.claude/worktrees/x' }),
    ACCOUNT,
    ended({ id: 'c', session: 'one', at: START + 90 * MINUTE, branch: 'fix', cwd: '/src/app', cacheRead: 160_000 }),
  ]);
  const helper = ended({ id: 'd', session: 'one', at: START + 95 * MINUTE, sidechain: true, model: 'no-such-model' });
  write(folder, 'projects/p/one/subagents/agent-x.jsonl', [{ ...helper, agentId: 'x' }]);
  write(folder, 'projects/p/two.jsonl', [ended({ id: 'e', session: 'two', at: START + 1440 * MINUTE })]);
  return { CLAUDE_CONFIG_DIR: folder };
}

const EXPECTED = {
  agent: 'claude-code',
  id: 'one',
  title: 'Fix the moon',
  project: '/src/app',
  branch: 'fix',
  startedAt: '2026-05-01T10:00:00.000Z',
  lastRequestAt: '2026-05-01T11:35:00.000Z',
  models: ['claude-opus-4-6', 'no-such-model'],
  prompts: 1,
  subagents: 1,
  context: { tokens: 160_010, window: 200_000 },
  totals: {
    input: 40,
    output: 80,
    cacheCreation: 0,
    cacheRead: 160_000,
    reasoning: 0,
    total: 160_120,
    requests: 4,
  },
  // 30 in, 60 out and 160,000 of a cache at 0.50 US dollars a million
  cost: { usd: 0.08165, unpricedRequests: 1, unpricedTokens: 30, unpricedModels: ['no-such-model'] },
  confidence: { final: 4, partial: 0, estimated: 0, reasons: {} },
};

describe('moonlock sessions --json', function () {
  this.timeout(20_000);

  it('tells all that is known of a session', async () => {
    const report = await moonlockJson<SessionsReport>(['sessions', '--json'], config());
    assert.deepEqual(Object.keys(report), ['schemaVersion', 'generatedAt', 'sessions']);
    assert.deepEqual(
      report.sessions.map(({ id }) => id),
      ['two', 'one'],
    );
    const { reconciliation, context, ...session } = report.sessions[1]!;
    assert.deepEqual({ ...session, context: EXPECTED.context }, EXPECTED);
    assert.equal(context?.tokens, EXPECTED.context.tokens);
    const { residual, agentUsd, ownUsd, ...rest } = reconciliation!;
    assert.deepEqual(rest, { basis: 'session', asOf: '2026-05-01T10:20:00.000Z', requests: 2, laterRequests: 2 });
    assert.deepEqual([agentUsd, ownUsd], [0.0031, 0.0011]);
    assert.deepEqual(
      residual.map(({ cause, usd, models }) => [cause, usd, models]),
      [['unlogged-calls', 0.002, ['claude-haiku-4-5-20251001']]],
    );
    assert.equal(report.sessions[0]?.reconciliation, null);
  });

  it('lists those of a time, an agent, or the last few', async () => {
    const variables = config();
    const listed = async (...args: string[]): Promise<string[]> => {
      const { sessions } = await moonlockJson<SessionsReport>(['sessions', '--json', ...args], variables);
      return sessions.map(({ id }) => id);
    };
    assert.deepEqual(await listed('--limit', '1'), ['two']);
    assert.deepEqual(await listed('--until', '2026-05-01', '--timezone', 'UTC'), ['one']);
    assert.deepEqual(await listed('--since', '2026-05-01T11:35:00.001Z'), ['two']);
    assert.deepEqual(await listed('--agent', 'claude-code', '--limit', '9'), ['two', 'one']);
  });
});

describe('moonlock sessions in words', function () {
  this.timeout(20_000);

  it('has a paragraph for each', async () => {
    const { stdout } = await moonlock(['sessions', '--timezone', 'UTC'], config());
    const [two, one, footer, ...rest] = stdout.trim().split('\n\n');
    assert.deepEqual(rest, []);
    assert.match(two!, /^app\n {2}Claude Code · Opus 4\.6 · \/work\/app · no branch\n/);
    assert.deepEqual(one!.replace(/context \d+ % full, 160,010 of [\d,]+/, 'CONTEXT').split('\n'), [
      'Fix the moon',
      '  Claude Code · Opus 4.6, no-such-model · /src/app · fix',
      '  2026-05-01 10:00 to 2026-05-01 11:35 · 1 prompt · 4 requests · 1 sub-agent',
      '  160,120 tokens · cost ≥ $0.08 · CONTEXT',
      '  1 request of 1 model has no price and is in no cost: no-such-model.',
      '  All 4 requests are final.',
      '  Claude Code itself counts $0.0031, $0.0020 more than the $0.0011 at list prices. +$0.0020: calls that the log does not hold, such as titles, summaries and what a fork brought along (Haiku 4.5). 2 later requests are not compared.',
    ]);
    assert.equal(footer, 'Costs: list prices in US dollars. Times: UTC.');
  });

  it('says so where nothing was found', async () => {
    assert.equal((await moonlock(['sessions'])).stdout, 'No session was found in this time.\n');
  });

  it('shows foreign texts as harmless lines', async () => {
    const folder = tempFolder();
    const hostile = { session: HOSTILE, model: HOSTILE, cwd: HOSTILE, branch: HOSTILE };
    write(folder, 'projects/p/s.jsonl', [
      prompt(`fix ${HOSTILE}`, HOSTILE),
      answer({ ...hostile, id: 'a' }),
      { ...ACCOUNT, sessionId: HOSTILE, modelUsage: { [HOSTILE]: { costUSD: 1 } } },
    ]);
    const { stdout } = await moonlock(['sessions', '--timezone', 'UTC'], { CLAUDE_CONFIG_DIR: folder });
    assert.match(stdout, /evil/);
    assert.doesNotMatch(stdout, CONTROLS);
    assert.equal(stdout.trim().split('\n').length, 7 + 2);
  });
});
