import assert from 'node:assert/strict';
import type { Report } from '../../../src/engine/ledger/report.ts';
import { answer } from '../../support/claudeLines.ts';
import { moonlock, moonlockJson } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const FIGURES = ['input', 'output', 'cacheCreation', 'cacheRead', 'reasoning', 'total', 'requests'] as const;

async function reportOn(lines: readonly object[], args: readonly string[] = []): Promise<Report> {
  const config = tempFolder();
  write(config, 'projects/p/s.jsonl', lines);
  return moonlockJson<Report>(['report', '--json', '--timezone', 'UTC', ...args], { CLAUDE_CONFIG_DIR: config });
}

describe('moonlock report --json', function () {
  this.timeout(20_000);

  it('has the documented shape', async () => {
    const report = await reportOn([answer()]);
    assert.deepEqual(Object.keys(report), ['schemaVersion', 'generatedAt', 'timezone', 'agents', 'totals', 'cost']);
    assert.equal(report.schemaVersion, 1);
    assert.equal(report.timezone, 'UTC');
    assert.equal(new Date(report.generatedAt).toISOString(), report.generatedAt);
    assert.deepEqual(Object.keys(report.agents), ['claude-code']);
    const one = {
      input: 10,
      output: 20,
      cacheCreation: 300,
      cacheRead: 4000,
      reasoning: 0,
      total: 4330,
      requests: 1,
    };
    assert.deepEqual(Object.keys(one), FIGURES);
    // 10 at 5, 20 at 25, 300 at 6.25 and 4,000 at 0.50 US dollars a million.
    const priced = { usd: 0.004425, unpricedRequests: 0, unpricedTokens: 0, unpricedModels: [] };
    const cost = { ...priced, loggedUsd: null, loggedRequests: 0 };
    assert.deepEqual([report.totals, report.cost], [one, cost]);
    assert.deepEqual(report.agents['claude-code'], {
      totals: one,
      confidence: { final: 0, partial: 1, estimated: 0, reasons: { unfinished: 1 } },
      byModel: { 'claude-opus-4-6': one },
      byDay: { '2026-05-01': one },
      bySession: { s1: one },
      byProject: { '/work/app': one },
      cost: {
        ...cost,
        byModel: { 'claude-opus-4-6': cost },
        byDay: { '2026-05-01': cost },
        bySession: { s1: cost },
        byProject: { '/work/app': cost },
      },
    });
  });

  it('holds only the breakdowns asked for', async () => {
    const report = await reportOn([answer()], ['--by', 'day, project']);
    const parts = Object.keys(report.agents['claude-code']!).filter((key) => key.startsWith('by'));
    assert.deepEqual(parts.toSorted(), ['byDay', 'byProject']);
  });

  it('never makes up a price, and tells what has none', async () => {
    const report = await reportOn([answer(), answer({ id: 'x', model: 'no-such-model' })]);
    const { cost } = report.agents['claude-code']!;
    assert.deepEqual(
      [cost, cost.byModel!['no-such-model']!].map(({ usd, unpricedRequests, unpricedTokens }) => [
        usd,
        unpricedRequests,
        unpricedTokens,
      ]),
      [
        [0.004425, 1, 4330],
        [null, 1, 4330],
      ],
    );
    assert.deepEqual(cost.unpricedModels, ['no-such-model']);
  });

  it('takes prices of the person, and what the agent itself logged', async () => {
    const file = write(tempFolder(), 'prices.json', '{"claude-opus-4-6":{"input":1000,"output":0,"cacheRead":0}}');
    const lines = [
      answer(),
      { ...answer({ id: 'logged', at: '2026-05-01T12:00:00Z', cacheCreation: 0 }), costUSD: 0.5 },
    ];
    const { cost } = await reportOn(lines, ['--prices', file]);
    assert.deepEqual([cost.usd, cost.unpricedRequests, cost.loggedUsd, cost.loggedRequests], [0.01, 1, 0.5, 1]);
  });

  it('counts names that JavaScript gives a meaning of its own', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const lines = names.map((name, i) => answer({ id: `m${i}`, session: name, cwd: name, model: name, output: i + 1 }));
    const claude = (await reportOn(lines)).agents['claude-code']!;
    for (const part of [claude.bySession!, claude.byProject!, claude.byModel!]) {
      const outputs = new Map(Object.entries(part).map(([name, { output }]) => [name, output]));
      assert.deepEqual(outputs, new Map(names.map((name, i) => [name, i + 1])));
    }
  });

  it('lists no agent, and zeros, where there are no logs at all', async () => {
    const report = await moonlockJson<Report>(['report', '--json']);
    assert.deepEqual(report.agents, {});
    assert.deepEqual(
      FIGURES.map((figure) => report.totals[figure]),
      FIGURES.map(() => 0),
    );
    assert.deepEqual([report.cost.usd, report.cost.loggedUsd], [0, null]);
  });

  it('keeps the report on stdout clean of warnings about bad lines, which go to stderr', async () => {
    const config = tempFolder();
    write(config, 'projects/p/s.jsonl', `{"broken\n${JSON.stringify(answer())}\n`);
    const { code, stdout, stderr } = await moonlock(['report', '--json'], { CLAUDE_CONFIG_DIR: config });
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as Report).totals.requests, 1);
    assert.match(stderr, /^warn: 1 line of .*s\.jsonl could not be read/);
  });

  it('adds the same request of two configuration folders up once', async () => {
    const [one, two] = [tempFolder(), tempFolder()];
    write(one, 'projects/p/s.jsonl', [answer({ id: 'a' }), answer({ id: 'b' })]);
    write(two, 'projects/p/t.jsonl', [answer({ id: 'b' }), answer({ id: 'c' })]);
    const report = await moonlockJson<Report>(['report', '--json'], { CLAUDE_CONFIG_DIR: `${one}, ${two},` });
    assert.equal(report.totals.requests, 3);
  });
});
