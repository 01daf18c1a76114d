import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Agent, AgentRecord, Environment, UsageRecord } from '../../../src/engine/agents/agent.ts';
import { cline, kiloCode, rooCode } from '../../../src/engine/agents/clineFamily.ts';
import { anything, fileInfo, readDocument, usages } from '../../support/reading.ts';
import { commit, memoryStore } from '../../support/stores.ts';

const FILE = fileInfo('tasks/1764590000000/ui_messages.json');
/** After the day from which Roo Code and Kilo Code log the whole prompt. */
const LATE = Date.UTC(2026, 1, 18, 12);
const EARLY = Date.UTC(2025, 7, 18, 12);

function say(kind: string, text: unknown, ts: unknown = LATE, more: object = {}): object {
  return { ts, type: 'say', say: kind, text: typeof text === 'string' ? text : JSON.stringify(text), ...more };
}

/** A request as the extensions log it (`ClineApiReqInfo`). */
function request(info: object, ts: unknown = LATE, more: object = {}): object {
  const filled = { tokensIn: 1_000, tokensOut: 50, cacheWrites: 5, cacheReads: 20, cost: 0.12, ...info };
  return say('api_req_started', filled, ts, more);
}

function read(agent: Agent, document: unknown): readonly AgentRecord[] {
  return readDocument(agent, document, FILE);
}

function one(agent: Agent, message: object): UsageRecord | undefined {
  return usages(read(agent, [message]))[0];
}

describe('The Cline family: a request of a task', () => {
  it('is a row', () => {
    const modelInfo = { providerId: 'anthropic', modelId: 'claude-sonnet-4-5-20250929', mode: 'act' };
    const record = one(cline, request({}, LATE, { modelInfo }))!;
    assert.deepEqual(
      { ...record.counters },
      { input: 1_000, output: 50, cacheCreation: 5, cacheCreation1h: 0, cacheRead: 20, reasoning: 0, webSearches: 0 },
    );
    const { key, at, session, model, project, costUsd, confidence } = record;
    assert.deepEqual(
      [key, at, session, model, project, costUsd, confidence],
      [`1764590000000:${LATE}`, LATE, '1764590000000', 'claude-sonnet-4-5-20250929', 'unknown', 0.12, 'final'],
    );
  });
  it('is none while it is a placeholder, partial, or anything else', () => {
    const nothing = [
      say('api_req_started', { apiProtocol: 'anthropic' }),
      request({}, LATE, { partial: true }),
      request({}, 'not a time'),
      say('api_req_started', 'not json'),
      { ...request({}), type: 'ask' },
      say('completion_result', { tokensIn: 5 }),
      say('deleted_api_reqs', { tokensIn: 5, cost: 1 }),
    ];
    assert.deepEqual(usages(read(cline, nothing)), []);
  });
  it('that was broken off is partial', () => {
    const record = one(rooCode, request({ cancelReason: 'user_cancelled' }));
    assert.deepEqual([record?.confidence, record?.confidenceReason], ['partial', 'unfinished']);
  });
  it('of sub-agents is their sum', () => {
    const record = usages(read(cline, [say('subagent_usage', { source: 'subagents', tokensIn: 7, tokensOut: 8 })]))[0];
    assert.deepEqual([record?.counters.input, record?.sidechain, record?.confidenceReason], [7, true, 'session-total']);
  });
  it('of the oldest versions has its tokens in the end', () => {
    const records = read(cline, [
      say('api_req_started', { request: 'x' }),
      say('api_req_finished', { tokensIn: 7 }, LATE + 1),
    ]);
    assert.deepEqual(
      usages(records).map(({ at, counters }) => [at, counters.input]),
      [[LATE + 1, 7]],
    );
  });
});

describe('The Cline family: what tokensIn counts', () => {
  const input = (agent: Agent, info: object, ts: number, more: object = {}): number | undefined =>
    one(agent, request(info, ts, more))?.counters.input;
  const provider = (providerId: string): object => ({ modelInfo: { providerId, modelId: 'm' } });

  it('Cline: what is in no cache, but for providers whose figure is passed on', () => {
    assert.equal(input(cline, {}, LATE), 1_000);
    assert.equal(input(cline, {}, LATE, provider('openrouter')), 1_000);
    assert.equal(input(cline, {}, LATE, provider('openai')), 975);
    assert.equal(input(cline, {}, LATE, provider('xai')), 975);
  });
  it('Roo Code and Kilo Code: the whole prompt, since a day of each', () => {
    for (const agent of [rooCode, kiloCode]) {
      assert.equal(input(agent, { apiProtocol: 'anthropic' }, LATE), 975);
      assert.equal(input(agent, { apiProtocol: 'openai' }, LATE), 975);
      assert.equal(input(agent, { apiProtocol: 'anthropic' }, EARLY), 1_000);
      assert.equal(input(agent, { apiProtocol: 'openai' }, EARLY), 975);
      assert.equal(input(agent, {}, EARLY), 1_000);
    }
    const between = Date.UTC(2025, 10, 5);
    assert.equal(input(rooCode, { apiProtocol: 'anthropic' }, between), 975);
    assert.equal(input(kiloCode, { apiProtocol: 'anthropic' }, between), 1_000);
  });
  it('never the whole prompt where it is less than the cache', () => {
    assert.equal(input(rooCode, { tokensIn: 24 }, LATE), 24);
    assert.equal(input(rooCode, { tokensIn: 25 }, LATE), 0);
  });
});

describe('The Cline family: a task', () => {
  it('tells model and folder in the text of a request', () => {
    const details = (model: string): string =>
      `<task>\nLook at <model>mine</model>\n</task>\n<environment_details>\n# Current Mode\n<slug>code</slug>\n<model>${model}</model>\n` +
      '# Current Workspace Directory (/work/my app) Files\na.ts\n</environment_details>';
    const records = read(rooCode, [
      say('text', 'Fix the moon', LATE - 1),
      request({ request: details('claude-sonnet-4') }, LATE),
      request({}, LATE + 1),
      request({ request: details('gpt-5') }, LATE + 2),
    ]);
    assert.deepEqual(
      usages(records).map(({ model, project }) => [model, project]),
      [
        ['claude-sonnet-4', '/work/my app'],
        ['claude-sonnet-4', '/work/my app'],
        ['gpt-5', '/work/my app'],
      ],
    );
  });
  it('has prompts, a name and a cost', () => {
    const records = read(cline, [
      say('text', 'Fix\nthe moon', LATE),
      request({ cost: 0.25 }, LATE + 1),
      say('text', 'I shall', LATE + 2),
      say('user_feedback', 'Do', LATE + 3),
      say('condense_context', '', LATE + 4, { contextCondense: { cost: 0.5 } }),
      say('deleted_api_reqs', { tokensIn: 3, cost: 1 }, LATE + 5),
    ]);
    const session = '1764590000000';
    assert.deepEqual(
      records.filter(({ kind }) => kind !== 'usage'),
      [
        { kind: 'title', session, title: 'Fix the moon', source: 'prompt' },
        { kind: 'prompt', session, at: LATE, key: `${session}:${LATE}` },
        { kind: 'title', session, title: 'Do', source: 'prompt' },
        { kind: 'prompt', session, at: LATE + 3, key: `${session}:${LATE + 3}` },
        { kind: 'session-cost', session, at: FILE.mtimeMs, costUsd: 1.75, models: [] },
      ],
    );
  });
  it('that is rewritten brings what is new, and fills in what was empty', async () => {
    const store = await memoryStore();
    const take = (...messages: object[]): number => commit(store, read(cline, messages)).length;
    const requests = (): number => store.summary().requests;
    assert.equal(take(say('api_req_started', { request: 'x' }, LATE)), 0);
    take(request({ tokensOut: 5 }));
    take(request({ tokensOut: 50 }));
    assert.equal(take(request({ tokensOut: 50 })), 0);
    assert.deepEqual([requests(), store.cells({})[0]?.counters.output], [1, 50]);
    take(request({}), request({}, LATE + 9));
    assert.equal(requests(), 2);
    assert.equal(take(request({}), say('deleted_api_reqs', { tokensIn: 1_000, tokensOut: 50 }, LATE + 10)), 0);
    store.close();
  });
  it('may hold anything', () => {
    const any = anything();
    const text = fc.oneof(
      any,
      fc
        .record({ tokensIn: any, cacheReads: any, cost: any, request: any, apiProtocol: any })
        .map((info) => JSON.stringify(info)),
    );
    const message = fc.record({
      ts: any,
      type: fc.constant('say'),
      say: fc.constantFrom('api_req_started', 'text', 'user_feedback', 'condense_context'),
      text,
      modelInfo: any,
      contextCondense: any,
      partial: any,
    });
    fc.assert(
      fc.property(fc.oneof(any, fc.array(fc.oneof(any, message))), (document) => {
        for (const agent of [cline, rooCode]) read(agent, document);
      }),
    );
  });
});

describe('Cline: a session', () => {
  const session = (name: string, document: unknown): readonly AgentRecord[] =>
    readDocument(cline, document, fileInfo(`sessions/s1/${name}.messages.json`));
  /** After the fixture of tokscale's `sessions/cline.rs`. */
  const messages = [
    { id: 'u1', role: 'user', ts: LATE - 5, content: [{ type: 'text', text: 'Fix the moon' }] },
    {
      id: 'm1',
      role: 'assistant',
      ts: LATE,
      modelInfo: { id: 'cline-free/glm-5.2', provider: 'cline-pass' },
      metrics: { inputTokens: 7_507, outputTokens: 131, cacheReadTokens: 50, cacheWriteTokens: 7, cost: 0.011 },
    },
    { role: 'assistant', metrics: { inputTokens: 0, outputTokens: 0 } },
  ];

  it('has the cache inside its input', () => {
    const records = session('s1', { version: 1, sessionId: 's1', agent: 'lead', messages });
    const [record] = usages(records);
    assert.equal(usages(records).length, 1);
    const { key, session: id, model, counters, costUsd, sidechain } = record!;
    assert.deepEqual(
      [key, id, model, counters.input, counters.cacheRead, counters.cacheCreation, costUsd, sidechain],
      ['s1:s1:m1', 's1', 'cline-free/glm-5.2', 7_450, 50, 7, 0.011, false],
    );
    assert.deepEqual(
      records.filter(({ kind }) => kind !== 'usage'),
      [
        { kind: 'title', session: 's1', title: 'Fix the moon', source: 'prompt' },
        { kind: 'prompt', session: 's1', at: LATE - 5, key: 's1:s1:u1' },
      ],
    );
  });
  it('has sub-agents beside it', () => {
    const records = session('agent_7', { sessionId: 's1', agent: 'subagent', messages });
    assert.deepEqual(
      usages(records).map(({ key, session: id, sidechain }) => [key, id, sidechain]),
      [['s1:agent_7:m1', 's1', true]],
    );
    assert.deepEqual(records.at(-1), { kind: 'subagent', session: 's1', at: FILE.mtimeMs, key: 's1:agent_7' });
  });
  it('may hold anything', () => {
    const any = anything();
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant'),
      ts: any,
      content: any,
      metrics: fc.oneof(any, fc.record({ inputTokens: any, cost: any })),
      modelInfo: any,
      id: any,
    });
    fc.assert(
      fc.property(
        fc.oneof(any, fc.record({ messages: fc.oneof(any, fc.array(fc.oneof(any, message))) })),
        (document) => void session('s1', document),
      ),
    );
  });
});

describe('The Cline family: where it lies', () => {
  const folders = (agent: Agent, environment: Partial<Environment>): string[] =>
    agent.roots({ home: '/home/me', variables: {}, ...environment }).map(({ folder }) => folder);
  const ROO = 'User/globalStorage/rooveterinaryinc.roo-cline';

  it('is what editors store on Linux, and their servers', () => {
    const found = folders(rooCode, {});
    for (const place of [
      '.config/Code',
      '.config/Code - Insiders',
      '.config/VSCodium',
      '.config/Cursor',
      '.vscode-server/data',
      '.local/share/code-server',
    ])
      assert.ok(found.includes(`/home/me/${place}/${ROO}`), place);
    const moved = folders(rooCode, {
      variables: { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d', VSCODE_PORTABLE: '/p' },
    });
    for (const place of ['/c/Code', '/d/code-server', '/p/user-data'])
      assert.ok(moved.includes(`${place}/${ROO}`), place);
  });
  it('is what they store on macOS and Windows', () => {
    assert.ok(folders(rooCode, { platform: 'darwin' }).includes(`/home/me/Library/Application Support/Code/${ROO}`));
    const variables = { APPDATA: '/c/Users/me/AppData/Roaming' };
    assert.ok(folders(rooCode, { platform: 'win32', variables }).includes(`${variables.APPDATA}/Code/${ROO}`));
    assert.ok(folders(rooCode, { platform: 'win32' }).includes(`/home/me/AppData/Roaming/Code/${ROO}`));
  });
  it('is of each extension its own, and for Cline its data folder too', () => {
    const [all] = [[cline, rooCode, kiloCode].flatMap((agent) => folders(agent, {}))];
    assert.equal(new Set(all).size, all.length);
    assert.ok(folders(cline, {}).includes('/home/me/.cline/data'));
    assert.ok(folders(cline, { variables: { CLINE_DIR: '/c' } }).includes('/c/data'));
    assert.ok(folders(cline, { variables: { CLINE_DATA_DIR: '/d' } }).includes('/d'));
    assert.ok(folders(kiloCode, { extraFolders: { 'kilo-code': ['~/kilo'] } }).includes('/home/me/kilo'));
  });
  it('holds tasks and sessions, and repositories that are not walked', () => {
    const names = [
      'tasks/1/ui_messages.json',
      'tasks/1/api_conversation_history.json',
      'tasks/1/x/ui_messages.json',
      'ui_messages.json',
      'sessions/s/s.messages.json',
      'sessions/s/s.json',
    ];
    assert.deepEqual(
      names.filter((name) => cline.format(name)),
      [names[0], names[4]],
    );
    const inside = ['tasks', 'tasks/1', 'sessions\\s', 'tasks/1/checkpoints', 'checkpoints', 'cache', 'settings'];
    assert.deepEqual(
      inside.filter((folder) => cline.enters!(folder)),
      inside.slice(0, 3),
    );
  });
});
