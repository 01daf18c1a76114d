import assert from 'node:assert/strict';
import type { AgentRecord, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { copilotCli } from '../../../src/engine/agents/copilotCli.ts';
import { event, message, type Metric, resume, shutdown, start } from '../../support/copilotLines.ts';
import { reportOfHome } from '../../support/homes.ts';
import { fileInfo, readParsed } from '../../support/reading.ts';

const LOG = '.copilot/session-state/s1/events.jsonl';

function read(list: readonly object[], file = 's1/events.jsonl'): AgentRecord[] {
  return readParsed(copilotCli, list, fileInfo(file));
}

/** The last state of each call. */
function calls(list: readonly object[]): UsageRecord[] {
  const usage = read(list).filter((record) => record.kind === 'usage');
  return [...new Map(usage.map((record) => [record.key, record])).values()];
}

/** Input, output, cache read, cache creation, reasoning and requests, by model. */
async function totals(...list: object[]): Promise<Record<string, number[]>> {
  const { byModel } = await reportOfHome('copilot-cli', { [LOG]: list });
  return Object.fromEntries(
    Object.entries(byModel!).map(([model, { input, output, cacheRead, cacheCreation, reasoning, requests }]) => [
      model,
      [input, output, cacheRead, cacheCreation, reasoning, requests],
    ]),
  );
}

const RUN: Metric = { input: 1000, output: 30, cacheRead: 600, cacheWrite: 100, reasoning: 12, requests: 2 };

describe('Copilot CLI: a run that has ended', () => {
  it('is what its shutdown says', async () => {
    const log = [start(), message(1, 'a', 10), message(2, 'b', 20), shutdown(3, { 'gpt-5': RUN })];
    assert.deepEqual(await totals(...log), { 'gpt-5': [300, 30, 600, 100, 12, 2] });
  });
  it('has final rows; the last of each model takes what the others do not account for, at its own time', () => {
    const metrics = { 'gpt-5': { input: 100, output: 33 }, haiku: { input: 50, output: 7 } };
    const log = [start(), message(1, 'a', 10), message(2, 'h', 5, { model: 'haiku' }), message(3, 'b', 20)];
    assert.deepEqual(
      calls([...log, shutdown(60, metrics)]).map(({ model, at, counters, confidence, contextTokens }) => [
        model,
        new Date(at).getUTCMinutes(),
        counters.input,
        counters.output,
        confidence,
        contextTokens,
      ]),
      [
        ['gpt-5', 1, 0, 10, 'final', 900],
        ['haiku', 2, 50, 7, 'final', 900],
        ['gpt-5', 3, 100, 23, 'final', 900],
      ],
    );
  });
  it('has a row of its own for a model that no answer names', () => {
    const log = [
      start(),
      message(1, 'a', 10),
      shutdown(9, { 'gpt-5': { output: 10 }, haiku: { input: 5, output: 1 } }),
    ];
    const { model, at, sidechain, contextTokens } = calls(log)[1]!;
    assert.deepEqual([model, new Date(at).getUTCMinutes(), sidechain, contextTokens], ['haiku', 9, true, 0]);
  });
  it('is believed where its answers say more', async () => {
    const log = [
      start(),
      message(1, 'a', 100),
      message(2, 'b', 100),
      shutdown(3, { 'gpt-5': { input: 5, output: 120 } }),
    ];
    assert.deepEqual(await totals(...log), { 'gpt-5': [5, 120, 0, 0, 0, 2] });
  });
  it('names the model of answers that do not, or name it otherwise', async () => {
    const opus = { input: 9, output: 30 };
    const log = [message(1, 'a', 10, { model: undefined }), message(2, 'b', 20, { model: 'opus-internal' })];
    assert.deepEqual(await totals(...log, shutdown(3, { opus })), { opus: [9, 30, 0, 0, 0, 2] });
    const other = { output: 1 };
    assert.deepEqual(await totals(...log, shutdown(3, { other, opus }, { currentModel: 'opus' })), {
      opus: [9, 30, 0, 0, 0, 2],
      other: [0, 1, 0, 0, 0, 1],
    });
  });
  it('without metrics says nothing', async () => {
    for (const modelMetrics of [undefined, {}, { 'gpt-5': 7 }, []])
      assert.deepEqual(await totals(start(), message(1, 'a', 10), event('session.shutdown', 2, { modelMetrics })), {
        'gpt-5': [0, 10, 0, 0, 0, 1],
      });
  });
  it('may tell twice that it ends', async () => {
    const end = shutdown(3, { 'gpt-5': RUN });
    const log = [start(), message(1, 'a', 10), message(2, 'b', 20), end];
    const once = await totals(...log);
    assert.deepEqual(await totals(...log, { ...end, id: 'another' }), once);
    assert.deepEqual(await totals(...log, ...log), once);
  });
  it('may end in error first, with less', async () => {
    const first = shutdown(2, { 'gpt-5': { input: 40, output: 10, requests: 1 } }, { shutdownType: 'error' });
    const log = [start(), message(1, 'a', 10), first, message(3, 'b', 20), shutdown(4, { 'gpt-5': RUN })];
    assert.deepEqual(await totals(...log), { 'gpt-5': [300, 30, 600, 100, 12, 2] });
  });
  it('of thousands of answers adds up all the same', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => message(1, `c${i}`, 2));
    const end = shutdown(2, { 'gpt-5': { input: 70, output: 5001, requests: 2500 } });
    assert.deepEqual(await totals(start(), ...many, end), { 'gpt-5': [70, 5001, 0, 0, 0, 2500] });
  });
});

describe('Copilot CLI: a session with several runs', () => {
  const first = [start(), message(1, 'a', 10), message(2, 'b', 20), shutdown(3, { 'gpt-5': RUN })];
  it('adds them up where each begins anew', async () => {
    const again = { input: 500, output: 7, requests: 1 };
    assert.deepEqual(await totals(...first, resume(10), message(11, 'c', 7), shutdown(12, { 'gpt-5': again })), {
      'gpt-5': [800, 37, 600, 100, 12, 3],
    });
  });
  it('adds them up where the second is larger in everything but too small for both', async () => {
    const again = { ...RUN, input: 2000, output: 40, requests: 3 };
    const more = [message(11, 'c', 10), message(12, 'd', 10), message(13, 'e', 20)];
    assert.deepEqual(await totals(...first, resume(10), ...more, shutdown(14, { 'gpt-5': again })), {
      'gpt-5': [1600, 70, 1200, 200, 24, 5],
    });
  });
  it('takes the growth where the second goes on from the first', async () => {
    const both = { input: 1500, output: 37, cacheRead: 700, cacheWrite: 100, reasoning: 13, requests: 3 };
    const log = [...first, resume(10), message(11, 'c', 7), shutdown(12, { 'gpt-5': both, haiku: { output: 3 } })];
    assert.deepEqual(await totals(...log), { 'gpt-5': [700, 37, 700, 100, 13, 3], haiku: [0, 3, 0, 0, 0, 1] });
    const { byDay } = await reportOfHome('copilot-cli', { [LOG]: log });
    assert.deepEqual(Object.keys(byDay!), ['2026-05-01']);
  });
  it('does so where requests are not counted', async () => {
    const [one, both] = [
      { input: 100, output: 10 },
      { input: 250, output: 15 },
    ];
    const log = [start(), message(1, 'a', 10), shutdown(2, { 'gpt-5': one }), resume(3), message(4, 'b', 5)];
    assert.deepEqual(await totals(...log, shutdown(5, { 'gpt-5': both })), { 'gpt-5': [250, 15, 0, 0, 0, 2] });
  });
  it('keeps the answers of a run that never ended', async () => {
    const crashed = [start(), message(1, 'a', 10)];
    const metrics = { 'gpt-5': { input: 50, output: 5, requests: 1 } };
    assert.deepEqual(await totals(...crashed, resume(10), message(11, 'b', 5), shutdown(12, metrics)), {
      'gpt-5': [50, 15, 0, 0, 0, 2],
    });
  });
  it('counts a run in which nothing was asked as nothing', async () => {
    const once = await totals(...first);
    assert.deepEqual(await totals(...first, resume(10), shutdown(11, {})), once);
    assert.deepEqual(await totals(...first, resume(10), shutdown(11, { 'gpt-5': RUN })), once);
  });
});

describe('Copilot CLI: a run that goes on', () => {
  it('has answers of which the output is known', () => {
    const [record] = calls([start(), message(1, 'a', 10)]);
    const { session, project, branch, version, confidence, confidenceReason } = record!;
    assert.deepEqual(
      [session, project, branch, version, confidence, confidenceReason],
      ['s1', '/work/app', 'main', '1.0.64', 'partial', 'output-only'],
    );
  });
  it('counts copies of an answer once, with the most that one of them says', async () => {
    const copies = [message(1, 'a', 10), message(1, 'a', 30), message(2, 'a', 20)];
    assert.deepEqual(await totals(start(), ...copies), { 'gpt-5': [0, 30, 0, 0, 0, 1] });
  });
  it('takes the output from where newer versions put it', async () => {
    const told = event('model.message', 1, { message: { role: 'assistant', apiCallId: 'a', outputTokens: 30 } });
    const tool = event('model.message', 2, { message: { role: 'tool', tool_call_id: 't' } });
    const said = message(1, 'a', 0, { outputTokens: undefined });
    assert.deepEqual(await totals(start(), said, told, tool), { 'gpt-5': [0, 30, 0, 0, 0, 1] });
  });
  it('knows the model that was chosen last', () => {
    const silent = { model: undefined };
    const choice = event('session.model_change', 2, { newModel: 'opus' });
    const list = [message(0, 'x', 1, silent), start(), message(1, 'a', 1, silent), choice, message(3, 'b', 1, silent)];
    assert.deepEqual(
      calls(list).map(({ model }) => model),
      ['unknown', 'gpt-5', 'opus'],
    );
  });
  it('tells the calls of sub-agents', () => {
    const sub = [message(1, 'a', 1, { parentToolCallId: 't' }), { ...message(1, 'b', 1), agentId: 't' }];
    assert.deepEqual(
      calls([start(), ...sub, message(2, 'c', 1)]).map(({ sidechain }) => sidechain),
      [true, true, false],
    );
    const [begun] = read([event('subagent.started', 1, { toolCallId: 't' })]);
    assert.deepEqual(begun?.kind === 'subagent' && [begun.session, begun.key], ['s1', 't']);
  });
});

describe('Copilot CLI: what sums a conversation up', () => {
  const used = { inputTokens: 100, outputTokens: 9, cacheReadTokens: 60, cacheWriteTokens: 5, model: 'mini' };
  const compaction = (compactionTokensUsed: unknown): object =>
    event('session.compaction_complete', 2, { success: true, compactionTokensUsed, requestId: 'r' });
  it('is a call that is known completely', async () => {
    assert.deepEqual(await totals(start(), compaction(used)), { mini: [35, 9, 60, 5, 0, 1] });
    const old = { input: 100, output: 9, cachedInput: 60 };
    assert.deepEqual(await totals(start(), compaction(old)), { 'gpt-5': [40, 9, 60, 0, 0, 1] });
    assert.equal(calls([start(), compaction(used)])[0]?.confidence, 'final');
    assert.deepEqual(calls([start(), compaction(undefined)]), []);
  });
  it('is part of what the shutdown says', async () => {
    const metrics = { 'gpt-5': { input: 300, output: 29, cacheRead: 60, requests: 2 } };
    const log = [start(), message(1, 'a', 20), compaction({ ...used, model: 'gpt-5' }), shutdown(3, metrics)];
    assert.deepEqual(await totals(...log), { 'gpt-5': [240, 29, 60, 0, 0, 2] });
  });
});

describe('Copilot CLI: prompts', () => {
  const typed = (content: unknown, more: object = {}): object => event('user.message', 1, { content, ...more });
  it('are what the person typed, and name the session', () => {
    const records = read([start(), typed('Fix\n it')]);
    assert.deepEqual(
      records.map((one) => (one.kind === 'title' ? [one.session, one.title] : one.kind)),
      [['s1', 'Fix it'], 'prompt'],
    );
  });
  it('are not what agents say to each other or to themselves', () => {
    const list = [
      typed('x', { source: 'skill-a' }),
      typed('x', { isAutopilotContinuation: true }),
      { ...typed('x'), agentId: 't' },
    ];
    assert.deepEqual(read([...list, typed('<system>'), typed(7)]), []);
  });
});

describe('Copilot CLI: folders', () => {
  const roots = (variables: Record<string, string>): string[] =>
    copilotCli.roots({ home: '/home/me', variables }).map(({ folder }) => folder);
  it('are below the home, or where COPILOT_HOME says', () => {
    assert.deepEqual(roots({}), ['/home/me/.copilot/session-state']);
    assert.deepEqual(roots({ COPILOT_HOME: '/c' }), ['/c/session-state']);
  });
  it('hold events of sessions', () => {
    assert.deepEqual(
      ['s/events.jsonl', 's\\events.jsonl', 's.jsonl', 's/files/x.jsonl', 's/events.json'].map(
        (file) => copilotCli.format(file) !== undefined,
      ),
      [true, true, true, false, false],
    );
  });
  it('name sessions that do not say who they are', () => {
    assert.deepEqual(
      ['s7/events.jsonl', 's8.jsonl'].map((file) => read([message(1, 'a', 1)], file)[0]?.session),
      ['s7', 's8'],
    );
  });
});
