import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { kiloCli, opencode } from '../../../src/engine/agents/opencode.ts';
import {
  answerData,
  NOON,
  OpencodeDatabase,
  TOKENS,
  type Tokens,
  VERSION_1,
  VERSION_2,
} from '../../support/opencodeDatabase.ts';
import { readDocument, usages } from '../../support/reading.ts';

describe('opencode: a message', () => {
  async function one(data: unknown): Promise<UsageRecord | undefined> {
    const db = await OpencodeDatabase.make();
    db.session('ses_1');
    db.message('msg_1', 'ses_1', data);
    return usages(db.read())[0];
  }

  it('of version 1 tells all that a row holds', async () => {
    const record = (await one(answerData(NOON, TOKENS)))!;
    assert.deepEqual(record.counters, {
      input: 10,
      output: 20,
      cacheCreation: 40,
      cacheCreation1h: 0,
      cacheRead: 300,
      reasoning: 5,
      webSearches: 0,
    });
    const { at, session, model, project, costUsd, sidechain, mirror, local, confidence } = record;
    assert.deepEqual(
      { at, session, model, project, costUsd, sidechain, mirror, local, confidence },
      {
        at: NOON,
        session: 'ses_1',
        model: 'claude-sonnet-4-5',
        project: '/work/app',
        costUsd: 0.25,
        sidechain: false,
        mirror: false,
        local: false,
        confidence: 'final',
      },
    );
  });
  it('of version 2 has its model inside, and its folder in the session', async () => {
    const db = await OpencodeDatabase.make(VERSION_2);
    db.session('ses_1', { table: 'session_v2' });
    db.message2('msg_u', 'ses_1', 'user', { text: 'Fix it', time: { created: NOON - 1 } });
    db.message2('msg_1', 'ses_1', 'assistant', {
      agent: 'build',
      model: { id: 'gpt-5.5', providerID: 'openai', variant: 'high' },
      content: [{ type: 'text', text: 'Done' }],
      tokens: { input: 1, output: 2, reasoning: 3, cache: { read: 4, write: 5 } },
      cost: 0,
      time: { created: NOON, completed: NOON + 1 },
    });
    const [record] = usages(db.read());
    const { model, project, counters, costUsd } = record!;
    assert.deepEqual(
      [model, project, counters.output, counters.reasoning, costUsd],
      ['gpt-5.5', '/work/folder', 2, 3, null],
    );
  });
  it('is no request while it has no tokens', async () => {
    assert.equal(await one(answerData(NOON, undefined)), undefined);
    assert.equal(await one(answerData(NOON, undefined, { error: { name: 'MessageAbortedError' } })), undefined);
  });
  it('of a user is none', async () => {
    assert.equal(await one({ ...answerData(NOON, TOKENS), role: 'user' }), undefined);
  });
  it('has its reasoning beside or inside its output, as the total tells', async () => {
    const output = async (more: Tokens, change: object = {}): Promise<number | undefined> =>
      (await one(answerData(NOON, { ...TOKENS, ...more }, change)))?.counters.output;
    assert.equal(await output({ total: 10 + 20 + 340 + 5 }), 20);
    assert.equal(await output({ total: 10 + 20 + 340 }), 15);
    assert.equal(await output({ total: 7 }), 20, 'a total that fits neither tells nothing');
    const { total: _, ...untold } = TOKENS;
    assert.equal(await output({ ...untold, total: 0 }, { providerID: 'openai' }), 20);
    const early = { time: { created: Date.UTC(2025, 8), completed: Date.UTC(2025, 8) } };
    assert.equal(await output({ ...untold, total: 0 }, { providerID: 'openai', ...early }), 15);
    assert.equal(await output({ ...untold, total: 0 }, { providerID: 'google', ...early }), 20);
  });
  it('of a database with fewer columns is read all the same', async () => {
    const db = await OpencodeDatabase.make('CREATE TABLE message (id text PRIMARY KEY, session_id text, data text)');
    db.db.run('INSERT INTO message VALUES (?, ?, ?)', ['msg_1', 'ses_1', JSON.stringify(answerData(NOON, TOKENS))]);
    assert.deepEqual(
      usages(db.read()).map(({ at, session }) => [at, session]),
      [[NOON, 'ses_1']],
    );
  });
  it('whatever it holds, harms none of its neighbours', async () => {
    const db = await OpencodeDatabase.make(VERSION_1 + VERSION_2);
    db.session('ses_1');
    let serial = 0;
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), weird()), (data) => {
        db.message(`msg_${++serial}`, 'ses_1', data);
        db.db.run('INSERT INTO session_message VALUES (?, ?, ?, ?, 0, 0, ?)', [
          `msg_2_${serial}`,
          'ses_1',
          serial % 2 ? 'assistant' : 'user',
          serial,
          data,
        ]);
        const good = `msg_good_${serial}`;
        db.message(good, 'ses_1', answerData(NOON + serial, TOKENS));
        return usages(db.read()).some(({ at }) => at === NOON + serial);
      }),
    );
  });
});

/** Messages whose fields hold anything. */
function weird(): fc.Arbitrary<string> {
  const any = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, Number.MAX_VALUE, '', 'x', null, {}, []));
  const tokens = fc.record({ input: any, output: any, reasoning: any, cache: any, total: any });
  const fields = {
    role: fc.constantFrom('assistant', 'user'),
    tokens: fc.oneof(any, tokens),
    time: fc.oneof(any, fc.record({ created: any, completed: any })),
    model: fc.oneof(any, fc.record({ id: any, providerID: any })),
    modelID: any,
    providerID: any,
    path: fc.oneof(any, fc.record({ cwd: any })),
    cost: any,
    text: any,
  };
  return fc.record(fields, { requiredKeys: [] }).map((value) => JSON.stringify(value));
}

describe('opencode: sessions', () => {
  it('have names, sub-agents and prompts', async () => {
    const db = await OpencodeDatabase.make();
    db.session('ses_1');
    db.session('ses_new', { title: 'New session - 2026-06-01T12:00:00.000Z' });
    db.session('ses_child', { parent: 'ses_1', title: 'Look around (@explore subagent)', madeAt: NOON + 1 });
    db.message('msg_typed', 'ses_new', { role: 'user', time: { created: NOON + 2 } });
    db.message('msg_said', 'ses_new', { role: 'user', time: { created: NOON + 3 } });
    db.message('msg_order', 'ses_child', { role: 'user', time: { created: NOON + 4 } });
    db.message('msg_answer', 'ses_child', answerData(NOON + 5, TOKENS));
    const part = (id: string, message: string, data: object): void =>
      db.db.run('INSERT INTO part VALUES (?, ?, ?, 0, 0, ?)', [id, message, 'ses', JSON.stringify(data)]);
    part('prt_1', 'msg_typed', { type: 'text', text: 'Read this first', synthetic: true });
    part('prt_2', 'msg_typed', { type: 'text', text: 'Fix the\nmoon' });
    part('prt_3', 'msg_said', { type: 'text', text: 'Continue', synthetic: true });
    part('prt_4', 'msg_order', { type: 'text', text: 'Look around' });
    const records = db.read();
    assert.deepEqual(
      records.filter(({ kind }) => kind !== 'usage'),
      [
        { kind: 'title', session: 'ses_1', title: 'Fix the moon', source: 'given' },
        { kind: 'title', session: 'ses_child', title: 'Look around (@explore subagent)', source: 'given' },
        { kind: 'subagent', session: 'ses_1', at: NOON + 1, key: 'ses_child' },
        { kind: 'title', session: 'ses_new', title: 'Fix the moon', source: 'prompt' },
        { kind: 'prompt', session: 'ses_new', at: NOON + 2, key: `at:${NOON + 2}` },
      ],
    );
    assert.deepEqual(
      usages(records).map(({ sidechain }) => sidechain),
      [true],
    );
  });
  it('are read again when they changed', async () => {
    const db = await OpencodeDatabase.make();
    db.session('ses_old', { madeAt: NOON - 3_600_000 });
    db.session('ses_1');
    db.read();
    db.db.run('UPDATE session SET title = ?, time_updated = ? WHERE id = ?', ['Renamed', NOON + 5, 'ses_1']);
    const titles = db.read().map((record) => record.kind === 'title' && record.title);
    assert.deepEqual(titles, ['Renamed']);
  });
});

describe('opencode: JSON files', () => {
  const read = (relativePath: string, document: unknown): readonly AgentRecord[] =>
    readDocument(opencode, document, { path: `/d/${relativePath}`, relativePath, mtimeMs: NOON });

  it('of messages and sessions', () => {
    const [record] = usages(read('storage/message/ses_1/msg_1.json', answerData(NOON, TOKENS)));
    assert.deepEqual([record?.session, record?.counters.cacheRead, record?.project], ['ses_1', 300, '/work/app']);
    assert.deepEqual(read('storage/message/ses_1/msg_2.json', { role: 'user', time: { created: NOON } }), [
      { kind: 'prompt', session: 'ses_1', at: NOON, key: `at:${NOON}` },
    ]);
    const session = { id: 'ses_2', parentID: 'ses_1', title: 'Look around', time: { created: NOON } };
    assert.deepEqual(read('storage/session/global/ses_2.json', session), [
      { kind: 'title', session: 'ses_2', title: 'Look around', source: 'given' },
      { kind: 'subagent', session: 'ses_1', at: NOON, key: 'ses_2' },
    ]);
  });
  it('with anything in them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          weird().map((text) => JSON.parse(text) as unknown),
        ),
        (document) => {
          read('storage/message/ses_1/msg_1.json', document);
          read('storage/session/global/ses_1.json', document);
        },
      ),
    );
  });
});

describe('opencode: where it lies', () => {
  const roots = (variables: Record<string, string>, extra: readonly string[] = [], agent = opencode): string[] =>
    agent.roots({ home: '/home/me', variables, extraFolders: { [agent.id]: extra } }).map(({ folder }) => folder);

  it('is the data folder of XDG, or what the variables and the settings name', () => {
    assert.deepEqual(roots({}), ['/home/me/.local/share/opencode']);
    assert.deepEqual(roots({ XDG_DATA_HOME: '/xdg' }, ['~/more']), ['/xdg/opencode', '/home/me/more']);
    assert.deepEqual(roots({ OPENCODE_DATA_DIR: '/a, ~/b', XDG_DATA_HOME: '/xdg' }), ['/a', '/home/me/b']);
    assert.deepEqual(roots({ OPENCODE_DB: '/other/opencode-dev.db' }), ['/home/me/.local/share/opencode', '/other']);
    assert.deepEqual(roots({ OPENCODE_DB: ':memory:' }), ['/home/me/.local/share/opencode']);
    assert.deepEqual(roots({}, [], kiloCli), ['/home/me/.local/share/kilo']);
  });
  it('holds databases and documents', () => {
    const kinds = (agent: typeof opencode, ...names: string[]): unknown[] =>
      names.map((name) => agent.format(name)?.kind);
    assert.deepEqual(
      kinds(opencode, 'opencode.db', 'opencode-dev.1.db', 'kilo.db', 'opencode.db-wal', 'x/opencode.db'),
      ['database', 'database', undefined, undefined, undefined],
    );
    assert.deepEqual(kinds(kiloCli, 'kilo.db', 'kilo-dev.db', 'opencode.db'), ['database', 'database', undefined]);
    assert.deepEqual(
      kinds(
        opencode,
        'storage/message/s/m.json',
        'storage/session/p/s.json',
        'storage/part/m/p.json',
        'storage/message/m.json',
        'auth.json',
      ),
      ['document', 'document', undefined, undefined, undefined],
    );
  });
  it('is not walked where no logs can be', () => {
    const folders = [
      'storage',
      'storage/message',
      'storage/message/ses_1',
      'storage\\session\\global',
      'storage/part',
      'snapshot',
      'log',
      'bin',
      'storage/message/a/b',
    ];
    assert.deepEqual(
      folders.filter((folder) => opencode.enters!(folder)),
      folders.slice(0, 4),
    );
  });
});
