import assert from 'node:assert/strict';
import path from 'node:path';
import { moonlockJson } from '../../support/cli.ts';
import type { AgentReport, Report } from '../../../src/engine/ledger/report.ts';
import type { TokenTotals } from '../../../src/protocol/tokens.ts';
import { CLAUDE_CODE, CODEX, GEMINI_CLI, type RuleAgent } from '../../support/ruleCases.ts';
import { keptRecount, type Recount, recountedRequests, type RecountTotals, transcripts } from '../../support/shared.ts';

const FIELDS = ['input', 'output', 'cacheCreation', 'cacheRead'] as const;
const SETS = [
  { agent: CLAUDE_CODE, sets: ['entire-cli', 'daaain-ccl', 'agentv'] },
  { agent: CODEX, sets: ['agentv', 'openprintkit'] },
  { agent: GEMINI_CLI, sets: ['entire-cli'] },
];
const logs = transcripts();

/** The four counters of each entry. What the recount does not tell of an agent is 0. */
function four(totals: Record<string, TokenTotals | RecountTotals>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(totals).map(([key, one]) => [key, FIELDS.map((field) => one[field] ?? 0)]));
}

function reasoning(
  totals: Record<string, TokenTotals | RecountTotals>,
): [key: string, reasoning: number | undefined][] {
  return Object.entries(totals).map(([key, one]) => [key, one.reasoning]);
}

/** Tells the breakdowns apart that must each sum up to the totals. */
function sums(part: Record<string, TokenTotals>): number[] {
  const fields = [...FIELDS, 'reasoning', 'total', 'requests'] as const;
  return fields.map((field) => Object.values(part).reduce((sum, one) => sum + one[field], 0));
}

describe('the report against the independent recount of real transcripts', function () {
  this.timeout(60_000);
  if (!logs) {
    it('the transcripts are absent: nothing was compared', function () {
      this.skip();
    });
    return;
  }
  for (const { agent, sets } of SETS)
    for (const set of sets) describe(`${agent.id}, ${set}`, () => compare(logs, agent, set));
});

function compare(folder: string, agent: RuleAgent, set: string): void {
  const config = path.join(folder, set, agent.recount);
  const variables = { CLAUDE_CONFIG_DIR: '/nonexistent', HOME: '/nonexistent', [agent.variable]: config };
  let counted: AgentReport;
  let report: Report;
  let kept: Recount;
  before(async () => {
    report = await moonlockJson<Report>(['report', '--json', '--timezone', 'UTC'], variables);
    counted = report.agents[agent.id]!;
    kept = keptRecount(folder, set, agent.recount);
  });

  it('has the same totals', () => {
    assert.deepEqual(four({ all: counted.totals }), four({ all: kept.totals }));
    assert.equal(counted.totals.total, kept.totals.total);
    assert.deepEqual(report.totals, counted.totals);
  });
  it('has the same totals by model, and as many requests', () => {
    assert.deepEqual(four(counted.byModel!), four(kept.byModel));
    const requests = Object.entries(counted.byModel!).map(([model, { requests }]) => [model, requests]);
    assert.deepEqual(
      requests,
      Object.entries(kept.byModel).map(([model, totals]) => [model, recountedRequests(totals)]),
    );
  });
  it('has the same totals by day', () => assert.deepEqual(four(counted.byDay!), four(kept.byDay)));
  it('has the same totals by session, where the recount tells them', () => {
    if (kept.bySession) assert.deepEqual(four(counted.bySession!), four(kept.bySession));
  });
  it('has the same reasoning, where the recount tells it', () => {
    if (kept.totals.reasoning === undefined) return;
    assert.equal(counted.totals.reasoning, kept.totals.reasoning);
    assert.deepEqual(reasoning(counted.byModel!), reasoning(kept.byModel));
    assert.deepEqual(reasoning(counted.byDay!), reasoning(kept.byDay));
  });
  it('counts every answer but the synthetic ones as a request', () => {
    const real = Object.values(kept.byModel).reduce((sum, totals) => sum + recountedRequests(totals), 0);
    assert.equal(counted.totals.requests, real);
    assert.ok(real > 0);
  });
  it('has breakdowns that each sum up to the totals', () => {
    const whole = sums({ all: counted.totals });
    for (const part of [counted.byModel!, counted.byDay!, counted.bySession!, counted.byProject!]) {
      assert.deepEqual(sums(part), whole);
    }
  });
  it("has the same totals in the machine's time zone", async () => {
    const local = await moonlockJson<Report>(['report', '--json'], { ...variables, TZ: 'Pacific/Auckland' });
    assert.deepEqual(local.totals, report.totals);
    assert.equal(local.timezone, 'Pacific/Auckland');
  });
}
