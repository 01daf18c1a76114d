import assert from 'node:assert/strict';
import type { AgentRecord, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { kimiCli } from '../../../src/engine/agents/kimiCli.ts';
import { reportOfHome } from '../../support/homes.ts';
import { fileInfo, readParsed } from '../../support/reading.ts';

function wire(type: string, payload: object, timestamp: unknown = 1_777_629_600.5): object {
  return { timestamp, message: { type, payload } };
}

function status(id: string | null, input: number, output = 1, more: object = {}): { type: string; payload: object } {
  const token_usage = { input_other: input, output, input_cache_creation: 2, input_cache_read: 3 };
  return { type: 'StatusUpdate', payload: { token_usage, message_id: id, context_usage: 0.1, ...more } };
}

function step(id: string | null, input: number, output = 1, more: object = {}): object {
  return wire('StatusUpdate', status(id, input, output, more).payload);
}

function copied(event: object, more: object = {}): object {
  return wire('SubagentEvent', { agent_id: 'a1', event, ...more });
}

function call(time: unknown, usageScope: string, more: object = {}): object {
  const usage = { inputOther: 10, output: 5, inputCacheRead: 3, inputCacheCreation: 2 };
  return { type: 'usage.record', model: 'kimi-code/k3', usage, usageScope, time, ...more };
}

function read(list: readonly object[], file = 'hash/s1/wire.jsonl'): AgentRecord[] {
  return readParsed(kimiCli, list, fileInfo(file));
}

function usage(list: readonly object[], file?: string): UsageRecord[] {
  return read(list, file).filter((record) => record.kind === 'usage');
}

describe('Kimi CLI: steps', () => {
  it('tell all kinds of tokens, the window, and no model', () => {
    const [record] = usage([step('m', 100, 20, { max_context_tokens: 262_144 })]);
    assert.deepEqual(record?.counters, {
      input: 100,
      output: 20,
      cacheCreation: 2,
      cacheCreation1h: 0,
      cacheRead: 3,
      reasoning: 0,
      webSearches: 0,
    });
    const { at, session, project, model, contextWindow, sidechain } = record;
    assert.deepEqual(
      [new Date(at).toISOString(), session, project, model, contextWindow, sidechain],
      ['2026-05-01T10:00:00.500Z', 's1', 'hash', 'unknown', 262_144, false],
    );
  });
  it('without usage, or at a time that is none, are none', () => {
    const bad = [-1, '1777629600', Number.MAX_VALUE, null].map((at) =>
      wire('StatusUpdate', status('m', 1).payload, at),
    );
    assert.deepEqual(
      read([...bad, wire('StatusUpdate', { plan_mode: true }), wire('ToolCall', status('m', 1).payload)]),
      [],
    );
  });
  it('count once, in whichever files they stand, and each by itself without an id', async () => {
    const { totals, bySession } = await reportOfHome('kimi-cli', {
      '.kimi/sessions/hash/s1/wire.jsonl': [
        { type: 'metadata' },
        step('m1', 100),
        step('m1', 100),
        step(null, 1),
        step(null, 1),
      ],
      '.kimi/sessions/hash/s2/wire.jsonl': [step('m1', 100), step('m2', 50)],
    });
    assert.deepEqual([totals.input, totals.output, totals.requests], [152, 4, 4]);
    assert.deepEqual(Object.keys(bySession!), ['s1', 's2']);
  });
  it('are told apart where a gateway stamps all of them with one id', async () => {
    const { totals } = await reportOfHome('kimi-cli', {
      '.kimi/sessions/hash/s1/wire.jsonl': [step('same', 100), step('same', 200), step('same', 200)],
    });
    assert.deepEqual([totals.input, totals.requests], [300, 2]);
  });
  it('of sub-agents count once, for the session that started them', async () => {
    const { totals, bySession } = await reportOfHome('kimi-cli', {
      '.kimi/sessions/hash/s1/wire.jsonl': [step('m1', 100), copied(status('m2', 50)), copied(status(null, 7))],
      '.kimi/sessions/hash/s1/subagents/a1/wire.jsonl': [step('m2', 50), step(null, 7)],
    });
    assert.deepEqual([totals.input, totals.requests], [157, 3]);
    assert.deepEqual(Object.keys(bySession!), ['s1']);
  });
  it('of sub-agents that had no file count by their copies', () => {
    const old = { agent_id: undefined, task_tool_call_id: 't1' };
    const [record, subagent] = read([copied(status(null, 7), old)]);
    assert.ok(record?.kind === 'usage');
    assert.deepEqual([record.counters.input, record.mirror, record.sidechain], [7, true, true]);
    assert.deepEqual(subagent?.kind === 'subagent' && subagent.key, 's1:t1');
  });
  it('survive copies of copies of copies', () => {
    let event: object = status('m', 9);
    for (let i = 0; i < 50_000; i++) event = { type: 'SubagentEvent', payload: { agent_id: `a${i}`, event } };
    assert.equal(usage([{ timestamp: 1, message: event }])[0]?.counters.input, 9);
  });
});

describe('Kimi Code: calls', () => {
  const FILE = 'workspace/s1/agents/main/wire.jsonl';
  it('count whether within a turn or beside it', () => {
    const found = usage([call(1_777_629_600_000, 'turn'), call(1_777_629_700_000, 'session')], FILE);
    assert.deepEqual(
      found.map(({ counters, model, at }) => [
        counters.input,
        counters.output,
        counters.cacheRead,
        counters.cacheCreation,
        model,
        at,
      ]),
      [
        [10, 5, 3, 2, 'kimi-code/k3', 1_777_629_600_000],
        [10, 5, 3, 2, 'kimi-code/k3', 1_777_629_700_000],
      ],
    );
    assert.deepEqual([found[0]?.session, found[0]?.project, found[0]?.sidechain], ['s1', 'workspace', false]);
  });
  it('count once where a session was copied', async () => {
    const { totals } = await reportOfHome('kimi-cli', {
      '.kimi-code/sessions/w/s1/agents/main/wire.jsonl': [call(1_777_629_600_000, 'turn')],
      '.kimi-code/sessions/w/s2/agents/main/wire.jsonl': [
        call(1_777_629_600_000, 'turn'),
        call(1_777_629_600_001, 'turn'),
      ],
      '.kimi-code/sessions/w/s1/agents/agent-0/wire.jsonl': [call(1_777_629_600_002, 'turn')],
    });
    assert.deepEqual([totals.input, totals.requests], [30, 3]);
  });
  it('at a time that is none are none', () => {
    assert.deepEqual(read([call('x', 'turn'), call(1e300, 'turn'), call(1, 'turn', { usage: 7 })], FILE), []);
  });
});

describe('Kimi CLI: prompts', () => {
  const names = (list: readonly object[], file?: string) =>
    read(list, file).map((one) => (one.kind === 'title' ? one.title : one.kind));
  it('begin turns', () => {
    assert.deepEqual(names([wire('TurnBegin', { user_input: 'Fix it' })]), ['Fix it', 'prompt']);
    assert.deepEqual(names([wire('TurnBegin', { user_input: [{ type: 'text', text: 'Look' }] })]), ['Look', 'prompt']);
    const prompt = { type: 'turn.prompt', input: [{ type: 'text', text: 'Go' }], time: 1_777_629_600_000 };
    assert.deepEqual(names([prompt, { ...prompt, origin: { kind: 'user' } }]), ['Go', 'prompt', 'Go', 'prompt']);
  });
  it('are no orders to sub-agents and no reminders', () => {
    assert.deepEqual(names([wire('TurnBegin', { user_input: 'x' })], 'hash/s1/subagents/a1/wire.jsonl'), []);
    assert.deepEqual(names([copied({ type: 'TurnBegin', payload: { user_input: 'x' } })]), []);
    assert.deepEqual(names([{ type: 'turn.prompt', input: 'x', time: 1, origin: { kind: 'cron' } }]), []);
  });
});

describe('Kimi CLI: folders', () => {
  const roots = (variables: Record<string, string>): string[] =>
    kimiCli.roots({ home: '/home/me', variables }).map(({ folder }) => folder);
  it('are below the home, or what stands for it', () => {
    assert.deepEqual(roots({}), ['/home/me/.kimi/sessions', '/home/me/.kimi-code/sessions']);
    assert.deepEqual(roots({ KIMI_SHARE_DIR: '/k', KIMI_CODE_HOME: '/c' }), ['/k/sessions', '/c/sessions']);
    assert.deepEqual(roots({ KIMI_SHARE_DIR: '/k', KIMI_DATA_DIR: '/d' }), ['/d/sessions']);
  });
  it('hold wire files', () => {
    assert.deepEqual(
      ['h/s/wire.jsonl', 'h\\s\\wire.jsonl', 'h/s/context.jsonl'].map((file) => kimiCli.format(file) !== undefined),
      [true, true, false],
    );
  });
});
