import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AgentReport, Report } from '../../../src/engine/ledger/report.ts';
import type { TokenTotals } from '../../../src/protocol/tokens.ts';
import { moonlockJson } from '../../support/cli.ts';
import { transcripts } from '../../support/shared.ts';
import { tempFolder } from '../../support/tempFolder.ts';

/** Input with everything cached, output, cache read, reasoning and requests. */
type Figures = readonly [number, number, number, number, number];

const NOTHING: Figures = [0, 0, 0, 0, 0];

const logs = transcripts();

describe('the report of real transcripts that no recount covers', function () {
  this.timeout(60_000);
  if (!logs) {
    it('the transcripts are absent: nothing was compared', function () {
      this.skip();
    });
    return;
  }
  describe('agentv, Copilot CLI', () => copilot(path.join(logs, 'agentv/copilot')));
  describe('agentv, Qwen Code', () => qwen(path.join(logs, 'agentv/qwen/qwen_code.jsonl')));
});

interface CopilotEvent {
  readonly type: string;
  readonly data: {
    readonly model?: string;
    readonly outputTokens?: number;
    readonly modelMetrics?: Record<string, { usage: Record<string, number>; requests: { count: number } }>;
  };
}

/** What a session's last shutdown says by model; without one, its answers' output. */
function figuresOf(events: readonly CopilotEvent[]): Record<string, Figures> {
  const metrics = events.findLast(({ type }) => type === 'session.shutdown')?.data.modelMetrics;
  if (metrics)
    return Object.fromEntries(
      Object.entries(metrics).map(([model, { usage, requests }]) => [
        model,
        [
          usage['inputTokens']!,
          usage['outputTokens']!,
          usage['cacheReadTokens']!,
          usage['reasoningTokens']!,
          requests.count,
        ],
      ]),
    );
  const answers: Record<string, Figures> = {};
  for (const { type, data } of events)
    if (type === 'assistant.message')
      answers[data.model!] = sum([answers[data.model!] ?? NOTHING, [0, data.outputTokens!, 0, 0, 1]]);
  return answers;
}

function sum(figures: readonly Figures[]): Figures {
  return figures.reduce((a, b) => a.map((value, i) => value + b[i]!) as unknown as Figures, NOTHING);
}

function reported({ input, output, cacheRead, cacheCreation, reasoning, requests }: TokenTotals): Figures {
  return [input + cacheRead + cacheCreation, output, cacheRead, reasoning, requests];
}

function copilot(home: string): void {
  const sessions = readdirSync(path.join(home, 'session-state')).map((session) => {
    const text = readFileSync(path.join(home, 'session-state', session, 'events.jsonl'), 'utf8');
    const events = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as CopilotEvent);
    return { session, models: figuresOf(events) };
  });
  let agent: AgentReport;
  before(async () => {
    const report = await moonlockJson<Report>(['report', '--json', '--timezone', 'UTC'], { COPILOT_HOME: home });
    agent = report.agents['copilot-cli']!;
  });

  it('holds eleven sessions, each as its last shutdown says', () => {
    assert.equal(sessions.length, 11);
    const expected = sessions.map(({ session, models }) => [session, sum(Object.values(models))]);
    assert.deepEqual(
      Object.entries(agent.bySession!).map(([session, totals]) => [session, reported(totals)]),
      expected.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });
  it('is the sum of them by model', () => {
    for (const [model, totals] of Object.entries(agent.byModel!)) {
      const expected = sum(sessions.flatMap(({ models }) => (models[model] ? [models[model]] : [])));
      assert.deepEqual(reported(totals), expected, model);
    }
    assert.deepEqual(reported(agent.totals), sum(sessions.flatMap(({ models }) => Object.values(models))));
  });
  it('never counts reasoning a second time', () => {
    const { input, output, cacheCreation, cacheRead, total } = agent.totals;
    assert.equal(total, input + output + cacheCreation + cacheRead);
  });
}

function qwen(sample: string): void {
  it('is what its two answers say', async () => {
    const home = tempFolder();
    mkdirSync(path.join(home, 'projects/-tmp-qwentest/chats'), { recursive: true });
    copyFileSync(sample, path.join(home, 'projects/-tmp-qwentest/chats/69f0814a.jsonl'));
    const report = await moonlockJson<Report>(['report', '--json', '--timezone', 'UTC'], { QWEN_HOME: home });
    const { totals, byModel, byDay, bySession, byProject } = report.agents['qwen-code']!;
    assert.deepEqual(totals, {
      input: 500 + 600 - 50,
      output: 20 + 5,
      cacheCreation: 0,
      cacheRead: 50,
      reasoning: 0,
      total: 520 + 605,
      requests: 2,
    });
    assert.deepEqual(
      [byModel, byDay, bySession, byProject].map((part) => Object.keys(part!)),
      [['coder-model'], ['2026-06-15'], ['69f0814a-8bfc-4c8e-93d3-05757f17b96f'], ['/tmp/qwentest']],
    );
  });
}
