import assert from 'node:assert/strict';
import type { AgentRecord } from '../../../src/engine/agents/agent.ts';
import { qwenCode } from '../../../src/engine/agents/qwenCode.ts';
import { reportOfHome } from '../../support/homes.ts';
import { fileInfo, readParsed } from '../../support/reading.ts';

const LINE = { sessionId: 's1', timestamp: '2026-05-01T10:00:00.000Z', cwd: '/work/app', version: '0.18.1' };

function answer(uuid: string | undefined, usage: object | undefined, more: object = {}): object {
  return { ...LINE, uuid, type: 'assistant', model: 'coder', usageMetadata: usage, ...more };
}

function typed(text: unknown, more: object = {}): object {
  return { ...LINE, uuid: 'u1', type: 'user', message: { role: 'user', parts: [{ text }] }, ...more };
}

function read(...list: object[]): AgentRecord[] {
  return readParsed(qwenCode, list, fileInfo('p/chats/s1.jsonl'));
}

function counters(usage: object): number[] {
  const [record] = read(answer('a', usage));
  assert.equal(record?.kind, 'usage');
  const { input, output, cacheRead, reasoning } = record.counters;
  return [input, output, cacheRead, reasoning];
}

describe('Qwen Code: answers', () => {
  it('have a prompt without what was cached', () => {
    const usage = { promptTokenCount: 600, candidatesTokenCount: 5, totalTokenCount: 605, cachedContentTokenCount: 50 };
    assert.deepEqual(counters(usage), [550, 5, 50, 0]);
  });
  it('have thoughts within their output where the total says so, as for OpenAI and Anthropic', () => {
    const usage = { promptTokenCount: 100, candidatesTokenCount: 30, thoughtsTokenCount: 20, totalTokenCount: 130 };
    assert.deepEqual(counters(usage), [100, 30, 0, 20]);
  });
  it('have thoughts beside it where the total says that, as for Google', () => {
    const usage = { promptTokenCount: 100, candidatesTokenCount: 30, thoughtsTokenCount: 20, totalTokenCount: 157 };
    assert.deepEqual(counters({ ...usage, toolUsePromptTokenCount: 7 }), [107, 50, 0, 20]);
  });
  it('keep a total that is all that is known', () => {
    assert.deepEqual(counters({ totalTokenCount: 321 }), [321, 0, 0, 0]);
  });
  it('lose nothing without a total, and have no less than nothing', () => {
    assert.deepEqual(counters({ promptTokenCount: 10, candidatesTokenCount: 5, thoughtsTokenCount: 3 }), [10, 5, 0, 3]);
    assert.deepEqual(counters({ promptTokenCount: 10, cachedContentTokenCount: 50 }), [0, 0, 10, 0]);
  });
  it('without usage or without a time are none', () => {
    const usage = { promptTokenCount: 1 };
    assert.deepEqual(read(answer('a', undefined), answer('b', usage, { timestamp: 7 })), []);
  });
  it('count once, for the session where they were made, however often they are branched', async () => {
    const usage = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };
    const copied = { sessionId: 's2', forkedFrom: { sessionId: 's1', messageUuid: 'a' } };
    const { totals, bySession } = await reportOfHome('qwen-code', {
      '.qwen/projects/p/chats/s1.jsonl': [answer('a', usage)],
      '.qwen/projects/p/chats/s2.jsonl': [answer('a', usage, copied), answer('b', usage, { sessionId: 's2' })],
      '.qwen/tmp/hash/chats/s3.jsonl': [
        answer('c', usage, { sessionId: 's3' }),
        answer(undefined, usage),
        answer(undefined, usage),
      ],
    });
    assert.deepEqual([totals.input, totals.output, totals.total, totals.requests], [50, 25, 75, 5]);
    assert.deepEqual(Object.keys(bySession!), ['s1', 's2', 's3']);
    assert.equal(bySession!['s1']!.requests, 3);
  });
  it('tell branch, version, window and folder', () => {
    const [record] = read(answer('a', {}, { gitBranch: 'main', contextWindowSize: 1000 }));
    assert.ok(record?.kind === 'usage');
    assert.deepEqual(
      [record.branch, record.version, record.contextWindow, record.project, record.model],
      ['main', '0.18.1', 1000, '/work/app', 'coder'],
    );
    const [bare] = read(answer('a', {}, { cwd: '', model: 7 }));
    assert.ok(bare?.kind === 'usage');
    assert.deepEqual([bare.project, bare.model, bare.contextWindow], ['p', 'unknown', null]);
  });
  it('of sub-agents are side chains', () => {
    const [record, subagent] = read(answer('a', {}, { isSidechain: true, agentId: 'explore-7' }));
    assert.equal(record?.kind === 'usage' && record.sidechain, true);
    assert.deepEqual([subagent?.kind, subagent?.session], ['subagent', 's1']);
  });
});

describe('Qwen Code: names and prompts', () => {
  it('are what the person typed, as it was shown', () => {
    const shown = { systemPayload: { displayText: 'Short' } };
    assert.deepEqual(
      read(typed('Fix it'), typed('long', shown)).map((one) => (one.kind === 'title' ? one.title : one.kind)),
      ['Fix it', 'prompt', 'Short', 'prompt'],
    );
  });
  it('are neither notices nor orders to sub-agents', () => {
    assert.deepEqual(read(typed('x', { subtype: 'notification' }), typed('x', { isSidechain: true }), typed('')), []);
  });
  it('are given', () => {
    const given = { ...LINE, type: 'system', subtype: 'custom_title', systemPayload: { customTitle: 'Moon' } };
    assert.deepEqual(read(given), [{ kind: 'title', session: 's1', title: 'Moon', source: 'given' }]);
    assert.deepEqual(read({ ...given, systemPayload: { customTitle: ' ' } }, { ...given, sessionId: undefined }), []);
  });
});

describe('Qwen Code: folders', () => {
  const roots = (variables: Record<string, string>): string[] =>
    qwenCode.roots({ home: '/home/me', variables }).map(({ folder }) => folder);
  it('are below the home, or what stands for it', () => {
    assert.deepEqual(roots({}), ['/home/me/.qwen/projects', '/home/me/.qwen/tmp']);
    assert.deepEqual(roots({ QWEN_HOME: '/q' }), ['/q/projects', '/q/tmp']);
    assert.deepEqual(roots({ QWEN_HOME: '/q', QWEN_RUNTIME_DIR: '~/r' }), ['/home/me/r/projects', '/home/me/r/tmp']);
    assert.deepEqual(roots({ QWEN_HOME: '/q', QWEN_DATA_DIR: '/d' }), ['/d/projects', '/d/tmp']);
  });
  it('hold chats', () => {
    const logs = ['p/chats/s.jsonl', 'p\\subagents\\s\\agent-a.jsonl', 'p/s.jsonl', 'p/chats/s.json'];
    assert.deepEqual(
      logs.map((file) => qwenCode.format(file) !== undefined),
      [true, true, false, false],
    );
  });
});
