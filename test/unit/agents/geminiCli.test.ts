import assert from 'node:assert/strict';
import type { UsageRecord } from '../../../src/engine/agents/agent.ts';
import { geminiCli } from '../../../src/engine/agents/geminiCli.ts';
import { reportOfHome } from '../../support/homes.ts';
import { fileInfo, readDocument, readParsed } from '../../support/reading.ts';

const CHATS = '.gemini/tmp/abc/chats';
const HEAD = { sessionId: 's1', projectHash: 'abc', startTime: '2026-05-01T10:00:00.000Z' };

function tokens(input: number, output: number, cached = 0, thoughts = 0, tool = 0): object {
  return { input, output, cached, thoughts, tool, total: input + output + thoughts + tool };
}

function answer(id: string, used: unknown, more: object = {}): object {
  return {
    id,
    timestamp: '2026-05-01T10:00:00.000Z',
    type: 'gemini',
    content: '',
    model: 'flash',
    tokens: used,
    ...more,
  };
}

function typed(content: unknown, more: object = {}): object {
  return { id: 'u1', timestamp: '2026-05-01T10:00:00.000Z', type: 'user', content, ...more };
}

function lines(list: readonly object[], file = 'abc/chats/session-x.jsonl') {
  return readParsed(geminiCli, list, fileInfo(file));
}

function usage(list: readonly object[], file?: string): UsageRecord[] {
  return lines([HEAD, ...list], file).filter((record) => record.kind === 'usage');
}

describe('Gemini CLI: answers', () => {
  it('have a prompt without what was cached, and thoughts beside their output', async () => {
    const { totals, byModel, bySession, byDay, byProject } = await reportOfHome('gemini-cli', {
      [`${CHATS}/session-x.json`]: JSON.stringify({ ...HEAD, messages: [answer('a', tokens(100, 20, 30, 5))] }),
    });
    assert.deepEqual(totals, {
      input: 70,
      output: 20,
      cacheCreation: 0,
      cacheRead: 30,
      reasoning: 5,
      total: 125,
      requests: 1,
    });
    for (const part of [byModel, bySession, byDay, byProject]) assert.equal(Object.keys(part!).length, 1);
    assert.deepEqual(
      [byModel, bySession, byDay, byProject].map((part) => Object.keys(part!)[0]),
      ['flash', 's1', '2026-05-01', 'abc'],
    );
  });
  it('count what tools put into the prompt, so that the total is the logged one', () => {
    const [record] = usage([answer('a', tokens(100, 20, 30, 5, 7))]);
    assert.equal(record?.counters.input, 77);
  });
  it('count once in a file, as their last copy tells, and again in another file', async () => {
    const early = [HEAD, answer('a', tokens(10, 9)), answer('a', tokens(10, 4), { timestamp: '2026-05-02T00:00:00Z' })];
    const { totals, byDay } = await reportOfHome('gemini-cli', {
      [`${CHATS}/session-x.jsonl`]: early,
      [`${CHATS}/session-y.jsonl`]: [{ ...HEAD, sessionId: 's2' }, answer('a', tokens(1, 1))],
    });
    assert.deepEqual([totals.input, totals.output, totals.requests], [11, 5, 2]);
    assert.deepEqual(Object.keys(byDay!), ['2026-05-01', '2026-05-02']);
  });
  it('count once if a conversation in a document goes on as lines', async () => {
    const { totals } = await reportOfHome('gemini-cli', {
      [`${CHATS}/session-x.json`]: JSON.stringify({ ...HEAD, messages: [answer('a', tokens(10, 9))] }),
      [`${CHATS}/session-x.jsonl`]: [HEAD, answer('a', tokens(10, 9)), answer('b', tokens(20, 1))],
    });
    assert.deepEqual([totals.input, totals.output, totals.requests], [30, 10, 2]);
  });
  it('were spent, also if they were taken back', () => {
    const taken = usage([answer('a', tokens(1, 1)), { $rewindTo: 'a' }, answer('b', tokens(2, 2))]);
    assert.deepEqual(
      taken.map(({ counters }) => counters.output),
      [1, 2],
    );
  });
  it('are not read from the history that a change repeats', () => {
    assert.equal(usage([{ $set: { messages: [answer('a', tokens(1, 1))] } }]).length, 0);
  });
  it('without tokens yet, or without a time, are none', () => {
    assert.equal(usage([answer('a', null), answer('b', 7), answer('c', tokens(1, 1), { timestamp: 'x' })]).length, 0);
  });
  it('without an id are each their own', () => {
    const list = [answer('', tokens(1, 1)), answer('', tokens(1, 2))];
    assert.equal(new Set(usage(list).map(({ key }) => key)).size, 2);
    const file = fileInfo('abc/chats/session-x.json');
    assert.equal(
      new Set(readDocument(geminiCli, { messages: list }, file).map((one) => 'key' in one && one.key)).size,
      2,
    );
  });
  it('never have less than nothing in their prompt', () => {
    assert.deepEqual(usage([answer('a', tokens(5, 1, 9))])[0]?.counters.input, 0);
  });
  it('of an unnamed model have an unknown one', () => {
    assert.equal(usage([answer('a', tokens(1, 1), { model: undefined })])[0]?.model, 'unknown');
  });
  it('stand in lines that hold a whole conversation, too', () => {
    assert.equal(lines([{ ...HEAD, messages: [answer('a', tokens(1, 1))] }]).length, 1);
  });
});

describe('Gemini CLI: sessions', () => {
  it('take their name from the first prompt, then from the summary', () => {
    const named = lines([HEAD, typed([{ text: 'Fix\nthe moon' }]), { $set: { summary: 'Moon repair' } }]);
    assert.deepEqual(
      named.map((one) => (one.kind === 'title' ? [one.session, one.title, one.source] : one.kind)),
      [['s1', 'Fix the moon', 'prompt'], 'prompt', ['s1', 'Moon repair', 'given']],
    );
  });
  it('prefer what was shown as typed, and leave out what the agent said for the person', () => {
    assert.equal(
      lines([typed('expanded', { displayContent: '@file' })]).find((one) => one.kind === 'title')?.title,
      '@file',
    );
    for (const content of ['System: Please continue.', '<session_context>', '', [], 7, null])
      assert.deepEqual(lines([typed(content)]), []);
  });
  it('without a head are called as their file', () => {
    assert.equal(lines([answer('a', tokens(1, 1))])[0]?.session, 'session-x');
  });
  it('own the sub-agents whose files lie below them', () => {
    const found = lines(
      [{ ...HEAD, sessionId: 'sub', kind: 'subagent' }, typed('order'), answer('a', tokens(1, 1))],
      'abc/chats/s1/sub.jsonl',
    );
    assert.deepEqual(
      found.map((one) => [one.kind, one.session, 'sidechain' in one && one.sidechain, 'project' in one && one.project]),
      [
        ['usage', 's1', true, 'abc'],
        ['subagent', 's1', false, false],
      ],
    );
  });
  it('of sub-agents beside them are side chains', () => {
    assert.equal(usage([{ $set: { kind: 'subagent' } }, answer('a', tokens(1, 1))])[0]?.sidechain, true);
  });
});

describe('Gemini CLI: folders', () => {
  const roots = (variables: Record<string, string>, extra: string[] = []): string[] =>
    geminiCli.roots({ home: '/home/me', variables, extraFolders: { 'gemini-cli': extra } }).map(({ folder }) => folder);
  it('are below the home, or what stands for it', () => {
    assert.deepEqual(roots({}), ['/home/me/.gemini/tmp']);
    assert.deepEqual(roots({ GEMINI_CLI_HOME: '/other' }), ['/other/.gemini/tmp']);
  });
  it('are those of GEMINI_DATA_DIR alone, and further ones from the settings', () => {
    assert.deepEqual(roots({ GEMINI_DATA_DIR: '/a, ~/b' }, ['~/more']), ['/a', '/home/me/b', '/home/me/more']);
  });
  it('hold conversations', () => {
    const files = {
      'p/chats/session-a.json': 'document',
      'p\\chats\\session-a.jsonl': 'lines',
      'p/chats/s1/sub.jsonl': 'lines',
      'p/logs.json': undefined,
      'p/chats/notes.jsonl': undefined,
      'p/chats/s1/sub.json': undefined,
    };
    for (const [file, kind] of Object.entries(files)) assert.equal(geminiCli.format(file)?.kind, kind, file);
  });
});
