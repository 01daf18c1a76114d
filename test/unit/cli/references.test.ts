import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { moonlockJson } from '../../support/cli.ts';
import type { AgentReport, Report } from '../../../src/engine/ledger/report.ts';
import type { TokenTotals } from '../../../src/protocol/tokens.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import {
  type GeminiTotals,
  keptGeminiRecount,
  keptRecount,
  type Recount,
  type RecountTotals,
  transcripts,
} from '../../support/shared.ts';

const FIELDS = ['input', 'output', 'cacheCreation', 'cacheRead'] as const;
const logs = transcripts();

/** The four counters of each entry. */
function four(totals: Record<string, TokenTotals | RecountTotals>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(totals).map(([key, one]) => [key, FIELDS.map((field) => one[field])]));
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
  for (const set of ['entire-cli', 'daaain-ccl', 'agentv']) describe(set, () => compare(logs, set));
  describe('entire-cli, Gemini CLI', () => compareGemini(logs, 'entire-cli'));
});

function compare(folder: string, set: string): void {
  let claude: AgentReport;
  let report: Report;
  let kept: Recount;
  before(async () => {
    const variables = { CLAUDE_CONFIG_DIR: path.join(folder, set, 'claude'), HOME: '/nonexistent' };
    report = await moonlockJson<Report>(['report', '--json', '--timezone', 'UTC'], variables);
    claude = report.agents['claude-code']!;
    kept = keptRecount(folder, set);
  });

  it('has the same totals', () => {
    assert.deepEqual(four({ all: claude.totals }), four({ all: kept.totals }));
    assert.deepEqual(report.totals, claude.totals);
  });
  it('has the same totals by model, and as many requests', () => {
    assert.deepEqual(four(claude.byModel!), four(kept.byModel));
    const requests = Object.entries(claude.byModel!).map(([model, { requests }]) => [model, requests]);
    assert.deepEqual(
      requests,
      Object.entries(kept.byModel).map(([model, { messages }]) => [model, messages]),
    );
  });
  it('has the same totals by day', () => assert.deepEqual(four(claude.byDay!), four(kept.byDay)));
  it('has the same totals by session', () => assert.deepEqual(four(claude.bySession!), four(kept.bySession)));
  it('counts every answer but the synthetic ones as a request', () => {
    const real = Object.values(kept.byModel).reduce((sum, { messages }) => sum + messages, 0);
    assert.equal(claude.totals.requests, real);
    assert.ok(real > 0);
  });
  it('has breakdowns that each sum up to the totals', () => {
    const whole = sums({ all: claude.totals });
    for (const part of [claude.byModel!, claude.byDay!, claude.bySession!, claude.byProject!]) {
      assert.deepEqual(sums(part), whole);
    }
  });
  it("has the same totals in the machine's time zone", async () => {
    const variables = { CLAUDE_CONFIG_DIR: path.join(folder, set, 'claude'), TZ: 'Pacific/Auckland' };
    const local = await moonlockJson<Report>(['report', '--json'], variables);
    assert.deepEqual(local.totals, report.totals);
    assert.equal(local.timezone, 'Pacific/Auckland');
  });
}

function compareGemini(folder: string, set: string): void {
  const kept = keptGeminiRecount(folder, set);
  let gemini: AgentReport;
  before(async () => {
    const variables = { GEMINI_DATA_DIR: path.join(folder, set, 'gemini') };
    const report = await moonlockJson<Report>(['report', '--json', '--timezone', 'UTC'], variables);
    gemini = report.agents['gemini-cli']!;
  });

  it('has the same totals', () => assert.deepEqual(ofGemini({ all: gemini.totals }), ofGemini({ all: kept.totals })));
  it('has the same totals by model', () => assert.deepEqual(ofGemini(gemini.byModel!), ofGemini(kept.byModel)));
  it('has the same totals by day', () => assert.deepEqual(ofGemini(gemini.byDay!), ofGemini(kept.byDay)));
  it('is found below what stands for the home folder, too', async () => {
    const home = tempFolder();
    mkdirSync(path.join(home, '.gemini'));
    symlinkSync(path.join(folder, set, 'gemini/tmp'), path.join(home, '.gemini/tmp'));
    const report = await moonlockJson<Report>(['report', '--json'], { GEMINI_CLI_HOME: home });
    assert.deepEqual(report.agents['gemini-cli']?.totals, gemini.totals);
  });
}

function ofGemini(totals: Record<string, TokenTotals | GeminiTotals>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(totals).map(([key, one]) => [
      key,
      [one.input, one.output, one.cacheRead, one.reasoning, one.total, 'requests' in one ? one.requests : one.messages],
    ]),
  );
}
