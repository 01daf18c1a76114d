import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord } from '../../../src/engine/agents/agent.ts';
import { droid } from '../../../src/engine/agents/droid.ts';
import { anything, fileInfo, readDocument, readParsed, usages } from '../../support/reading.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const FILE = fileInfo('-work-app/0f1e.settings.json');
const LOCKED = '2026-04-26T12:00:00.000Z';

/** Settings as Droid writes them (after the fixtures of ccusage's `adapters/droid` and tokscale's `droid.rs`). */
function settings(tokenUsage: unknown, more: object = {}): object {
  return {
    model: 'claude-opus-4-5-20251101',
    providerLock: 'anthropic',
    providerLockTimestamp: LOCKED,
    tokenUsage,
    ...more,
  };
}

const USAGE = {
  inputTokens: 1_234,
  outputTokens: 567,
  cacheCreationTokens: 89,
  cacheReadTokens: 12,
  thinkingTokens: 34,
};

function read(document: unknown, file = FILE): readonly AgentRecord[] {
  return readDocument(droid, document, file);
}

describe('Droid: a session', () => {
  it('is one row with its running total', () => {
    const [record] = usages(read(settings(USAGE)));
    assert.deepEqual(
      { ...record?.counters },
      {
        input: 1_234,
        output: 567,
        cacheCreation: 89,
        cacheCreation1h: 0,
        cacheRead: 12,
        reasoning: 34,
        webSearches: 0,
      },
    );
    const { session, model, project, at, confidence, confidenceReason } = record!;
    assert.deepEqual(
      { session, model, project, at, confidence, confidenceReason },
      {
        session: '0f1e',
        model: 'claude-opus-4-5-20251101',
        project: '-work-app',
        at: Date.parse(LOCKED),
        confidence: 'estimated',
        confidenceReason: 'session-total',
      },
    );
  });
  it('is of the time when it was last written where nothing better is known', () => {
    const [record] = usages(
      read(settings(USAGE, { providerLockTimestamp: undefined, model: undefined }), fileInfo('0f1e.settings.json')),
    );
    assert.deepEqual([record?.at, record?.model, record?.project], [FILE.mtimeMs, 'unknown', 'unknown']);
  });
  it('is none before anything was spent', () => {
    assert.deepEqual(read(settings({ inputTokens: 0 })), []);
    assert.deepEqual(read(settings(undefined)), []);
  });
  it('grows with its counters, keeps what it had when they begin anew, and changes by nothing else', async () => {
    const store = await memoryStore();
    const sums = (): number[] =>
      store.cells({}).map(({ requests, counters }) => requests * 1e6 + counters.input + counters.output);
    const take = (usage: object): readonly number[] => commit(store, read(settings(usage)), FILE.path);
    assert.equal(take(USAGE).length, 1);
    assert.deepEqual(take(USAGE), []);
    take({ ...USAGE, outputTokens: 600 });
    assert.deepEqual(sums(), [1e6 + 1_834]);
    take({ ...USAGE, inputTokens: 5, outputTokens: 3 });
    assert.deepEqual(sums(), [1e6 + 1_834]);
    take({ ...USAGE, inputTokens: 2_000, outputTokens: 3 });
    assert.deepEqual(sums(), [1e6 + 2_600]);
    store.close();
  });
  it('has a name and prompts in the conversation beside it', () => {
    const lines = [
      { type: 'session_start', id: '0f1e', title: 'Fix', sessionTitle: 'Fix the moon', cwd: '/work/app' },
      {
        type: 'message',
        id: 'm1',
        timestamp: LOCKED,
        message: { role: 'user', content: [{ type: 'text', text: '<system-reminder>x' }] },
      },
      {
        type: 'message',
        id: 'm2',
        timestamp: LOCKED,
        message: { role: 'user', content: [{ type: 'text', text: 'Fix it' }] },
      },
      {
        type: 'message',
        id: 'm3',
        timestamp: LOCKED,
        message: { role: 'assistant', content: [{ type: 'text', text: 'Done' }] },
      },
      {
        type: 'message',
        id: 'm4',
        timestamp: LOCKED,
        message: { role: 'user', content: [{ type: 'tool_result', content: 'x' }] },
      },
    ];
    assert.deepEqual(readParsed(droid, lines, fileInfo('-work-app/0f1e.jsonl')), [
      { kind: 'title', session: '0f1e', title: 'Fix the moon', source: 'given' },
      { kind: 'title', session: '0f1e', title: 'Fix it', source: 'prompt' },
      { kind: 'prompt', session: '0f1e', at: Date.parse(LOCKED), key: 'm2' },
    ]);
  });
  it('may hold anything', () => {
    const any = anything();
    const document = fc.record({
      model: any,
      providerLockTimestamp: any,
      tokenUsage: fc.oneof(any, fc.record({ inputTokens: any, outputTokens: any })),
    });
    const line = fc.record({
      type: fc.constantFrom('message', 'session_start'),
      message: fc.oneof(any, fc.record({ role: fc.constant('user'), content: any })),
      title: any,
      id: any,
    });
    fc.assert(
      fc.property(fc.oneof(any, document), fc.oneof(any, line), (one, other) => {
        read(one);
        readParsed(droid, [other], fileInfo('s/0f1e.jsonl'));
      }),
    );
  });
});

describe('Droid: where it lies', () => {
  it('is below the home folder, and where the settings say', () => {
    const environment = { home: '/home/me', variables: {}, extraFolders: { droid: ['~/other'] } };
    const folders = droid.roots(environment).map(({ folder }) => folder);
    assert.deepEqual(folders, ['/home/me/.factory/sessions', '/home/me/other/sessions']);
  });
  it('holds totals and conversations', () => {
    const kinds = ['a/b.settings.json', 'b.settings.json', 'a/b.jsonl', 'a/b.json'].map(
      (name) => droid.format(name)?.kind,
    );
    assert.deepEqual(kinds, ['document', 'document', 'lines', undefined]);
  });
});
