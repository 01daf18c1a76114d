import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord } from '../../../src/engine/agents/agent.ts';
import { opencode } from '../../../src/engine/agents/opencode.ts';
import { answerData, NOON, OpencodeDatabase, TOKENS, VERSION_1, VERSION_2 } from '../../support/opencodeDatabase.ts';
import { readDocument, usages } from '../../support/reading.ts';
import { memoryStore } from '../../support/stores.ts';

/** Totals of a ledger that takes in some readings. */
async function ledger(...readings: (readonly AgentRecord[])[]): Promise<Record<string, number>> {
  const store = await memoryStore();
  const cursor = { offset: 1, size: 1, mtimeMs: 0, inode: 0, head: '', tail: '' };
  for (const records of readings) store.commit([{ agent: 'opencode', path: '/data/opencode.db', cursor, records }]);
  const sums: Record<string, number> = { requests: 0, input: 0, output: 0, reasoning: 0, cacheRead: 0 };
  for (const { requests, counters } of store.cells({})) {
    sums['requests']! += requests;
    for (const kind of ['input', 'output', 'reasoning', 'cacheRead'] as const) sums[kind]! += counters[kind];
  }
  store.close();
  return sums;
}

describe('opencode: a database that changes', () => {
  let db: OpencodeDatabase;
  beforeEach(async () => {
    db = await OpencodeDatabase.make();
    db.session('ses_1');
  });

  it('is not read again where nothing changed but for the last rows', () => {
    for (let i = 0; i < 500; i++) db.message(`msg_${i}`, 'ses_1', answerData(NOON + i, TOKENS));
    assert.equal(usages(db.read()).length, 500);
    assert.ok(usages(db.read()).length < 100);
  });
  it('brings an answer when it is complete, however much came after it', () => {
    db.message('msg_long', 'ses_1', answerData(NOON, undefined));
    for (let i = 1; i <= 300; i++) db.message(`msg_${i}`, 'ses_1', answerData(NOON + i, TOKENS));
    assert.equal(usages(db.read()).length, 300);
    db.message('msg_long', 'ses_1', answerData(NOON, { ...TOKENS, input: 77, total: 0 }));
    assert.deepEqual(
      usages(db.read())
        .filter(({ at }) => at === NOON)
        .map(({ counters }) => counters.input),
      [77],
    );
    assert.ok(
      usages(db.read()).every(({ at }) => at !== NOON),
      'once it is complete it is left alone',
    );
  });
  it('is read in turns where it is large', async () => {
    db.db.transaction(() => {
      for (let i = 0; i < 4_500; i++) db.message(`msg_${i}`, 'ses_1', answerData(NOON + i, TOKENS));
    });
    assert.equal((await ledger(db.read()))['requests'], 4_500);
    assert.equal(db.turns, 3);
  });
  it('is read anew where rows were taken out and their numbers given away again', async () => {
    for (let i = 0; i < 300; i++) db.message(`msg_${i}`, 'ses_1', answerData(NOON + i, TOKENS));
    const first = db.read();
    db.db.run('DELETE FROM message WHERE rowid > 100');
    for (let i = 1_000; i < 1_250; i++) db.message(`msg_${i}`, 'ses_1', answerData(NOON + i, TOKENS));
    const sums = await ledger(first, db.read());
    assert.equal(sums['requests'], 300 + 250);
  });
  it('comes to the same whether it is read often or once', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('begin' as const) }),
        fc.record({ do: fc.constant('complete' as const), which: fc.nat(30) }),
        fc.record({ do: fc.constant('read' as const) }),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const base = await OpencodeDatabase.make();
        base.session('ses_1');
        const readings: AgentRecord[][] = [];
        let begun = 0;
        for (const step of plan) {
          if (step.do === 'read') readings.push(base.read());
          else if (step.do === 'begin') base.message(`msg_${begun}`, 'ses_1', answerData(NOON + begun++, undefined));
          else if (step.which < begun)
            base.message(`msg_${step.which}`, 'ses_1', answerData(NOON + step.which, { ...TOKENS, input: step.which }));
        }
        readings.push(base.read());
        base.state = undefined;
        assert.deepEqual(await ledger(...readings), await ledger(base.read()));
        base.db.close();
      }),
      { numRuns: 60 },
    );
  });
  it('takes a state that it did not write for none', () => {
    db.message('msg_1', 'ses_1', answerData(NOON, TOKENS));
    for (const state of ['', 'x', '{}', '[]', '{"marks":3}', '{"marks":{"message":7}}', '{"marks":{"message":{}}}']) {
      db.state = state;
      assert.equal(usages(db.read()).length, 1, state);
    }
  });
});

describe('opencode: copies', () => {
  it('of a fork are no requests, and belong to where they came from', async () => {
    const db = await OpencodeDatabase.make();
    db.session('ses_z', { madeAt: NOON - 1 });
    db.session('ses_a_fork', { madeAt: NOON + 60_000 });
    for (const [session, prefix] of [
      ['ses_a_fork', 'msg_copy'],
      ['ses_z', 'msg_made'],
    ] as const)
      for (let i = 0; i < 3; i++)
        db.message(`${prefix}_${i}`, session, answerData(NOON + i, { ...TOKENS, input: i + 1, total: 0 }));
    db.message('msg_new', 'ses_a_fork', answerData(NOON + 70_000, TOKENS));
    const store = await memoryStore();
    const cursor = { offset: 1, size: 1, mtimeMs: 0, inode: 0, head: '', tail: '' };
    store.commit([{ agent: 'opencode', path: '/data/opencode.db', cursor, records: db.read() }]);
    const requests: Record<string, number> = {};
    for (const cell of store.cells({})) requests[cell.session] = (requests[cell.session] ?? 0) + cell.requests;
    assert.deepEqual(requests, { ses_z: 3, ses_a_fork: 1 });
    store.close();
  });
  it('two requests of one millisecond are not taken for copies', async () => {
    const db = await OpencodeDatabase.make();
    for (const session of ['ses_1', 'ses_2']) {
      db.session(session);
      db.message(
        `msg_${session}`,
        session,
        answerData(NOON, { ...TOKENS, input: session.length + Number(session.at(-1)), total: 0 }),
      );
    }
    assert.equal((await ledger(db.read()))['requests'], 2);
  });
  it('that version 2 made of version 1 are passed over', async () => {
    const db = await OpencodeDatabase.make(VERSION_1 + VERSION_2);
    db.session('ses_1');
    db.session('ses_1', { table: 'session_v2' });
    const old = { ...TOKENS, total: 10 + 20 + 340 };
    db.message('msg_1', 'ses_1', answerData(NOON, old));
    const { role: _, ...copied } = answerData(NOON, { ...old, total: undefined as never }) as Record<string, unknown>;
    db.message2('msg_1', 'ses_1', 'assistant', copied);
    db.message2('msg_2', 'ses_1', 'assistant', { ...copied, time: { created: NOON + 9, completed: NOON + 10 } });
    const sums = await ledger(db.read());
    assert.deepEqual([sums['requests'], sums['output']], [2, 15 + 20]);
  });
  it('in JSON files of what the database holds count once', async () => {
    const db = await OpencodeDatabase.make();
    db.session('ses_1');
    db.message('msg_1', 'ses_1', answerData(NOON, TOKENS));
    const document = { id: 'msg_1', sessionID: 'ses_1', ...answerData(NOON, TOKENS) };
    const file = {
      path: '/d/storage/message/ses_1/msg_1.json',
      relativePath: 'storage/message/ses_1/msg_1.json',
      mtimeMs: 1,
    };
    const fromFile = readDocument(opencode, document, file);
    assert.deepEqual(await ledger(fromFile, db.read()), await ledger(db.read(), fromFile));
    assert.equal((await ledger(fromFile, db.read()))['requests'], 1);
  });
});
