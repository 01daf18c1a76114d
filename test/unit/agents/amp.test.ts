import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { amp } from '../../../src/engine/agents/amp.ts';
import { anything, readDocument, usages } from '../../support/reading.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const MADE = Date.UTC(2026, 0, 19, 11);
const FILE = { path: '/data/threads/T-1.json', relativePath: 'T-1.json', mtimeMs: MADE + 3_600_000 };
const MODEL = 'claude-haiku-4-5-20251001';

function read(thread: unknown): readonly AgentRecord[] {
  return readDocument(amp, thread, FILE);
}

/** An answer as Amp logs it (after the fixtures of ccusage's `adapters/amp` and tokscale's `amp.rs`). */
function answer(messageId: number, usage: object = {}): object {
  const minute = String(messageId).padStart(2, '0');
  return {
    role: 'assistant',
    messageId,
    content: [{ type: 'text', text: 'Done' }],
    usage: {
      model: MODEL,
      inputTokens: 10,
      outputTokens: 178,
      cacheCreationInputTokens: 986,
      cacheReadInputTokens: 11_372,
      totalInputTokens: 12_368,
      credits: 0.4,
      timestamp: `2026-01-19T11:${minute}:10.652Z`,
      ...usage,
    },
  };
}

function event(more: object = {}): object {
  return {
    timestamp: '2026-01-19T11:40:00.000Z',
    model: MODEL,
    credits: 0.4,
    tokens: { input: 10, output: 178 },
    ...more,
  };
}

function thread(messages: readonly object[], events?: readonly object[]): object {
  return { v: 3, id: 'T-1', created: MADE, messages, ...(events && { usageLedger: { events } }) };
}

function brief({ key, at, counters }: UsageRecord): unknown[] {
  return [key, at, counters.input, counters.output, counters.cacheRead];
}

describe('Amp: a thread', () => {
  it('tells of each answer', () => {
    const [record] = usages(read(thread([answer(1)])));
    assert.deepEqual(
      { ...record?.counters },
      {
        input: 10,
        output: 178,
        cacheCreation: 986,
        cacheCreation1h: 0,
        cacheRead: 11_372,
        reasoning: 0,
        webSearches: 0,
      },
    );
    assert.deepEqual([record?.session, record?.model, record?.costUsd], ['T-1', MODEL, null]);
    assert.equal(record?.at, Date.parse('2026-01-19T11:01:10.652Z'));
  });
  it('and of the requests of its ledger', () => {
    const records = usages(read(thread([], [event({ id: 'e1' }), event({ id: 'e2', tokens: {} })])));
    assert.deepEqual(records.map(brief), [['T-1:event:e1', Date.parse('2026-01-19T11:40:00.000Z'), 10, 178, 0]]);
  });
  it('does not count an answer again that the ledger names', () => {
    const records = usages(
      read(thread([answer(1), answer(2)], [event({ toMessageId: 1 }), event({ toMessageId: 1, model: 'gpt-5' })])),
    );
    assert.deepEqual(
      records.map(({ key, model, counters }) => [key, model, counters.cacheRead]),
      [
        ['T-1:1', MODEL, 11_372],
        ['T-1:event:1', 'gpt-5', 0],
        ['T-1:2', MODEL, 11_372],
      ],
    );
  });
  it('nor one of the same model and tokens', () => {
    const records = usages(read(thread([answer(1), answer(2, { inputTokens: 5 })], [event()])));
    assert.deepEqual(
      records.map(({ counters }) => counters.input),
      [10, 5],
    );
  });
  it('has a name, prompts and a folder', () => {
    const records = read({
      ...thread([
        { role: 'user', messageId: 0, content: [{ type: 'text', text: 'Fix the\nmoon' }], meta: { sentAt: MADE + 5 } },
        { role: 'user', messageId: 2, content: [{ type: 'tool_result', toolUseID: 't', run: {} }] },
        answer(1),
      ]),
      title: 'The moon',
      env: { initial: { trees: [{ uri: 'file:///work/my%20app', displayName: 'app' }] } },
    });
    assert.equal(usages(records)[0]?.project, '/work/my app');
    assert.deepEqual(records.slice(1), [
      { kind: 'title', session: 'T-1', title: 'The moon', source: 'given' },
      { kind: 'title', session: 'T-1', title: 'Fix the moon', source: 'prompt' },
      { kind: 'prompt', session: 'T-1', at: MADE + 5, key: 'T-1:0' },
    ]);
  });
  it('may hold anything', () => {
    const any = anything();
    const usage = fc.record({ model: any, inputTokens: any, outputTokens: any, timestamp: any });
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant'),
      messageId: any,
      usage: fc.oneof(any, usage),
      content: any,
      meta: any,
    });
    const events = fc.array(fc.oneof(any, fc.record({ timestamp: any, model: any, tokens: any, toMessageId: any })));
    const threads = fc.record({
      id: any,
      created: any,
      messages: fc.oneof(any, fc.array(fc.oneof(any, message))),
      usageLedger: fc.oneof(any, fc.record({ events: fc.oneof(any, events) })),
      env: fc.oneof(any, fc.constant({ initial: { trees: [{ uri: 'file://host%/x' }] } })),
      title: any,
    });
    fc.assert(fc.property(fc.oneof(any, threads), (document) => void read(document)));
  });
});

describe('Amp: a thread that is rewritten', () => {
  /** Input tokens and requests of a ledger that saw these states of a thread, each twice. */
  async function seen(...states: object[]): Promise<number[]> {
    const store = await memoryStore();
    for (const state of states) {
      commit(store, read(state));
      assert.deepEqual(commit(store, read(state)), [], 'reading again changes nothing');
    }
    const sums = [0, 0];
    for (const { requests, counters } of store.cells({})) {
      sums[0]! += requests;
      sums[1]! += counters.input + counters.cacheRead;
    }
    store.close();
    return sums;
  }
  const one = [1, 11_382];

  it('adds what is new', async () => {
    assert.deepEqual(await seen(thread([answer(1)]), thread([answer(1), answer(3)])), [2, 2 * 11_382]);
  });
  it('comes to the same whichever of the two places was written first', async () => {
    const named = [event({ toMessageId: 1 })];
    const total = [event({ toMessageId: 1, tokens: { input: 12_368, output: 178 } })];
    for (const events of [named, total, [event()]]) {
      const both = thread([answer(1)], events);
      assert.deepEqual(await seen(both), one);
      assert.deepEqual(await seen(thread([answer(1)]), both), one);
      assert.deepEqual(
        await seen(
          thread(
            [answer(1, { inputTokens: 0, outputTokens: 0, cacheReadInputTokens: 0, cacheCreationInputTokens: 0 })],
            events,
          ),
          both,
        ),
        one,
      );
    }
  });
});

describe('Amp: where it lies', () => {
  const roots = (variables: Record<string, string>): string[] =>
    amp.roots({ home: '/home/me', variables }).map(({ folder }) => folder);

  it('is the data folder of XDG, or what the variable names', () => {
    assert.deepEqual(roots({}), ['/home/me/.local/share/amp/threads']);
    assert.deepEqual(roots({ XDG_DATA_HOME: '/xdg' }), ['/xdg/amp/threads']);
    assert.deepEqual(roots({ AMP_DATA_DIR: '/a,~/b' }), ['/a/threads', '/home/me/b/threads']);
  });
  it('holds threads alone', () => {
    const names = ['T-1.json', 'T-1.json.tmp', 'secrets.json', 'x/T-1.json'];
    assert.deepEqual(
      names.filter((name) => amp.format(name)),
      ['T-1.json'],
    );
  });
});
