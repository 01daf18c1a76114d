import assert from 'node:assert/strict';
import type { AgentRecord, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { codex } from '../../../src/engine/agents/codex.ts';
import { count, event, FIRST, meta, response, SECOND, spawnedBy, turn, typed } from '../../support/codexLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { fileInfo, readParsed } from '../../support/reading.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

function read(lines: readonly unknown[], name = '2026/06/01/rollout-a.jsonl'): AgentRecord[] {
  return readParsed(codex, lines, fileInfo(name));
}

function requests(lines: readonly unknown[]): UsageRecord[] {
  return read(lines).filter((record) => record.kind === 'usage');
}

/** Records of one kind without the rest of what they tell. */
function told<K extends AgentRecord['kind']>(kind: K, lines: readonly unknown[]): Extract<AgentRecord, { kind: K }>[] {
  return read(lines).filter((record): record is Extract<AgentRecord, { kind: K }> => record.kind === kind);
}

function titles(...lines: readonly unknown[]): string[] {
  return told('title', [meta('a'), ...lines]).map(({ source, title }) => `${source}: ${title}`);
}

describe('Codex: what a request tells beside its tokens', () => {
  it('version and branch are those of the thread, the folder the one of the turn', () => {
    const forked = meta('b', { cwd: '/else', cli_version: '0.1.0', git: { branch: 'old' } });
    const [first, second] = requests([
      meta('a'),
      forked,
      count(FIRST),
      turn('m', { cwd: '/work/other' }),
      count(SECOND),
    ]);
    assert.deepEqual([first!.version, first!.branch, first!.project], ['0.142.2', 'main', '/work/app']);
    assert.deepEqual([second!.version, second!.branch, second!.project], ['0.142.2', 'main', '/work/other']);
    const [bare] = requests([count(FIRST)]);
    assert.deepEqual([bare!.version, bare!.branch, bare!.project, bare!.tier], [null, null, '', null]);
  });

  it('the context is the prompt of the last request, however much the total has grown', () => {
    const [, grown, plain] = requests([
      meta('a'),
      count(FIRST, FIRST),
      count(SECOND, { input: 120, output: 3 }),
      count({ ...SECOND, output: 31 }, null, 0, { model_context_window: null }),
    ]);
    assert.deepEqual([grown!.contextTokens, grown!.contextWindow], [120, 258_400]);
    assert.deepEqual([plain!.contextTokens, plain!.contextWindow], [null, 258_400]);
    const [, answer] = requests([count(FIRST), response('r', SECOND)]);
    assert.deepEqual([answer!.contextTokens, answer!.contextWindow], [null, 258_400]);
  });

  it('the tier is what was last set, and none where it is the standard', () => {
    const set = (service_tier?: unknown): object =>
      event('thread_settings_applied', { thread_settings: { service_tier } });
    const settings = [
      set('priority'),
      set('default'),
      set('flex'),
      set(),
      set('fast'),
      set(7),
      turn('m', { service_tier: 'fast' }),
    ];
    const lines = settings.flatMap((line, i) => [line, count({ input: i + 1 })]);
    const expected = ['priority', null, 'flex', null, 'fast', null, 'fast'];
    assert.deepEqual(
      requests(lines).map(({ tier }) => tier),
      expected,
    );
    const kept = [event('thread_settings_applied', { service_tier: 'flex' }), turn(), count(FIRST)];
    assert.equal(requests(kept)[0]!.tier, 'flex');
  });

  it('reasoning is a part of the output, and all figures are final', () => {
    assert.equal(codex.reasoningInOutput, true);
    const [request] = requests([meta('a'), count({ input: 10, output: 9, reasoning: 7 })]);
    assert.deepEqual([request!.counters.output, request!.counters.reasoning], [9, 7]);
    assert.deepEqual([request!.confidence, request!.confidenceReason], ['final', null]);
  });

  it('a response that another thread has made is a mirror', () => {
    const mirrors = ['a', 'b', undefined].map(
      (thread_id) => requests([meta('a'), response('r', FIRST, { thread_id })])[0]!.mirror,
    );
    assert.deepEqual(mirrors, [false, true, false]);
  });
});

describe('Codex: prompts and names', () => {
  it('what the person types is a prompt, and names the session', () => {
    const [title, prompt] = read([meta('a'), typed('Fix\n the  build', {}, 1)]).filter(({ kind }) => kind !== 'usage');
    assert.deepEqual(title, { kind: 'title', session: 'a', title: 'Fix the build', source: 'prompt' });
    assert.deepEqual(
      { ...prompt, key: '' },
      { kind: 'prompt', session: 'a', at: Date.UTC(2026, 5, 1, 10, 1), key: '' },
    );
  });

  it('what the agent says on the behalf of the person is no prompt', () => {
    const texts = [
      '<environment_context>\n<cwd>',
      '<user_instructions>',
      '# AGENTS.md instructions for /work',
      '  ',
      '',
      7,
      null,
    ];
    const lines = [
      ...texts.map((text) => typed(text)),
      typed('x', { kind: 'environment_context' }),
      event('agent_message'),
    ];
    assert.deepEqual(read([meta('a'), ...lines]), []);
    assert.equal(
      told('prompt', [typed('<div> is not centred', { kind: 'plain' }), typed('no', { kind: null })]).length,
      2,
    );
  });

  it("of what an editor sends along only the person's words are the name", () => {
    const words = '# Context from my IDE setup:\n\n## Active file: a.ts\n\n## My request for Codex:\nAdd a test';
    assert.deepEqual(titles(typed(words)), ['prompt: Add a test']);
  });

  it('prompts of paginated rollouts are items', () => {
    const item = (type: string, content: unknown): object => event('item_completed', { item: { type, content } });
    const text = [
      { type: 'text', text: 'Add' },
      { type: 'image', image_url: 'x' },
      { type: 'text', text: 'a test' },
    ];
    assert.deepEqual(titles(item('UserMessage', text)), ['prompt: Add a test']);
    const none = [
      item('AgentMessage', text),
      item('UserMessage', 'x'),
      item('UserMessage', [null, 7, { text: 7 }]),
      event('item_completed'),
    ];
    assert.deepEqual(titles(...none), []);
  });

  it('a name that was given to the thread is its name, that of another one is not', () => {
    const named = (thread_name: unknown, more: object = {}): object =>
      event('thread_name_updated', { thread_name, ...more });
    const lines = [
      named('Mine', { thread_id: 'a' }),
      named('Also mine'),
      named('Not mine', { thread_id: 'b' }),
      named(null),
    ];
    assert.deepEqual(titles(...lines), ['given: Mine', 'given: Also mine']);
  });

  it('a prompt that a fork repeats is one prompt, the same words in another turn are two', async () => {
    const said = [turn('m', { turn_id: 't1' }), typed('yes', {}, 1), turn('m', { turn_id: 't2' }), typed('yes', {}, 2)];
    const later = [
      turn('m', { turn_id: 't1' }),
      typed('yes', {}, 9),
      turn('m', { turn_id: 't3' }),
      typed('yes', {}, 10),
    ];
    const config = tempFolder();
    write(config, 'sessions/rollout-b.jsonl', [meta('b', { forked_from_id: 'a' }), ...later, count(FIRST)] as object[]);
    write(config, 'sessions/rollout-a.jsonl', [meta('a'), ...said, count(SECOND)] as object[]);
    const { engine, store } = await makeEngine(config);
    await engine.scan();
    const prompts = store.recentSessions(9).map(({ session, prompts }) => [session, prompts]);
    assert.deepEqual(Object.fromEntries(prompts), { a: 2, b: 1 });
  });

  it('without turns, words of different times are different prompts', () => {
    const keys = told('prompt', [typed('yes', {}, 1), typed('yes', {}, 2), typed('yes', {}, 2)]).map(({ key }) => key);
    assert.equal(new Set(keys).size, 2);
  });
});

describe('Codex: threads that agents start', () => {
  const spawned = meta('child', { ...spawnedBy('a'), timestamp: '2026-06-01T12:00:00Z' });

  it('belong to the thread that started them, by either name', () => {
    const expected = { kind: 'subagent', session: 'a', at: Date.UTC(2026, 5, 1, 12), key: 'child' };
    assert.deepEqual(read([spawned]), [expected]);
    const other = {
      ...spawnedBy(''),
      source: { subagent: 'review' },
      parent_thread_id: 'a',
      timestamp: '2026-06-01T12:00:00Z',
    };
    assert.deepEqual(read([meta('child', other)]), [expected]);
    assert.deepEqual(read([meta('child', { source: 'cli', thread_source: 'subagent' })]), []);
  });

  it('are told once, not again where a history repeats it', () => {
    assert.deepEqual(read([meta('other'), spawned]), []);
  });

  it('are side chains, and what they are told is no prompt', () => {
    const records = read([spawned, meta('a'), typed('Look into it'), count(FIRST)]).filter(
      ({ kind }) => kind !== 'subagent',
    );
    assert.deepEqual(
      records.map((record) => record.kind === 'usage' && record.sidechain),
      [true],
    );
    assert.equal(requests([meta('a', { forked_from_id: 'b' }), count(FIRST)])[0]!.sidechain, false);
  });

  it('cost a bounded amount each, whatever the number of threads that a file names', () => {
    const many = Array.from({ length: 5000 }, (_, i) => meta(`m${i}`, { forked_from_id: `p${i}` }));
    assert.ok(requests([...many, count(FIRST)])[0]!.copyOf.length <= 200);
  });
});
