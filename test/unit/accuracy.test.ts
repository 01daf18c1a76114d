import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { CASE_AGENTS } from '../../scripts/accuracy/agents.mjs';
import { CASES } from '../../scripts/accuracy/cases/index.mjs';
import { type AccuracyCase, layOut } from '../../scripts/accuracy/home.mjs';
import { recounted } from '../../scripts/accuracy/realSets.mjs';
import { judge } from '../../scripts/accuracy/verdict.mjs';
import { AGENTS } from '../../src/engine/agents/index.ts';
import { Engine } from '../../src/engine/engine.ts';
import { silent } from '../../src/engine/logger.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { recountScript } from '../support/shared.ts';
import { memoryStore } from '../support/stores.ts';
import { tempFolder } from '../support/tempFolder.ts';

type CaseAgent = (typeof CASE_AGENTS)[number];
type Tally = Parameters<typeof judge>[1];

const reads = ({ id }: CaseAgent): boolean => AGENTS.some((agent) => agent.id === id);

/** Agents that are read by the same code as another one, whose cases are theirs too. */
const KIN: Readonly<Record<string, string>> = { 'kilo-cli': 'opencode', 'roo-code': 'cline', 'kilo-code': 'cline' };

describe('The cases of docs/accuracy.md', () => {
  it('are there for every agent that is read', () => {
    for (const { id } of AGENTS) assert.ok((CASES[KIN[id] ?? id]?.length ?? 0) > 0, `${id} has none`);
  });
  it('belong to an agent that is known, and each has a title of its own', () => {
    assert.deepEqual(Object.keys(CASES).toSorted(), CASE_AGENTS.map(({ id }) => id).toSorted());
    for (const cases of Object.values(CASES)) {
      assert.equal(new Set(cases.map(({ title }) => title)).size, cases.length);
    }
  });
  for (const agent of CASE_AGENTS.filter(reads)) {
    describe(`${agent.name}, by the engine`, () => {
      for (const one of CASES[agent.id]!) {
        const title = one.unreadable ? `${one.title} (may be unread: ${one.unreadable})` : one.title;
        it(title, () => check(agent, one));
      }
    });
  }
});

async function check(agent: CaseAgent, one: AccuracyCase): Promise<void> {
  const home = tempFolder();
  await layOut(home, agent, one);
  const tally = await count(home, agent);
  if (one.unreadable && tally.tokens.every((figure) => figure === 0)) return;
  assert.deepEqual(judge(one, tally), { right: true, text: '' });
}

/** What the engine says of a home folder. */
async function count(home: string, { id }: CaseAgent): Promise<Tally> {
  const environment = { home, variables: {} };
  const store = await memoryStore();
  const engine = new Engine({
    environment,
    store,
    clock: new FakeClock(),
    log: silent,
    timeZone: 'UTC',
    prices: TEST_PRICES,
  });
  try {
    await engine.scan();
    const { agents, totals } = engine.report({ timeZone: 'UTC', by: ['model'] });
    const { input, cacheCreation, cacheRead, total } = totals;
    const output = total - input - cacheCreation - cacheRead;
    return { tokens: [input, output, cacheCreation, cacheRead], models: Object.keys(agents[id]?.byModel ?? {}) };
  } finally {
    await engine.close();
  }
}

describe('The cases of docs/accuracy.md, by the independent recount', function () {
  this.timeout(20_000);
  const script = recountScript();
  if (!script) {
    it('the recount or Python is absent: no stated truth was compared', function () {
      this.skip();
    });
    return;
  }
  for (const agent of CASE_AGENTS.filter(({ recount }) => recount !== undefined)) {
    describe(agent.name, () => {
      for (const one of CASES[agent.id]!)
        if (one.incomparable === undefined) it(one.title, () => compare(script, agent, one));
    });
  }
});

async function compare(script: string, agent: CaseAgent, one: AccuracyCase): Promise<void> {
  const home = tempFolder();
  await layOut(home, agent, one);
  const folder = path.join(home, agent.recountFolder!);
  const { status, stdout, stderr } = spawnSync('python3', [script, agent.recount!, folder], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const kept = JSON.parse(stdout) as Parameters<typeof recounted>[0] & { byModel: object };
  assert.deepEqual(judge(one, { tokens: recounted(kept), models: Object.keys(kept.byModel) }), {
    right: true,
    text: '',
  });
}

describe('The verdict on a tool', () => {
  const truth = { tokens: [10, 20, 300, 4000] } as const;

  it('is right where all four figures are', () => {
    assert.deepEqual(judge(truth, { tokens: [10, 20, 300, 4000], models: ['a'] }), { right: true, text: '' });
  });
  it('names the figures that differ', () => {
    assert.deepEqual(judge(truth, { tokens: [10, 2000, 300, 0], models: [] }), {
      right: false,
      text: 'out 2,000, read 0',
    });
  });
  it('says where there is nothing at all', () => {
    assert.deepEqual(judge(truth, { tokens: [0, 0, 0, 0], models: [] }), { right: false, text: 'nothing' });
    assert.deepEqual(judge({ tokens: [0, 0, 0, 0] }, { tokens: [0, 0, 0, 0], models: [] }), { right: true, text: '' });
  });
  it('looks at the models where the case is about them, in whatever order', () => {
    const models = ['b', 'a'];
    assert.deepEqual(judge({ ...truth, models }, { ...truth, models: ['a', 'b'] }), { right: true, text: '' });
    assert.deepEqual(judge({ ...truth, models }, { ...truth, models: ['a'] }), { right: false, text: 'model a' });
    assert.deepEqual(judge({ ...truth, models }, { ...truth, models: [] }), { right: false, text: 'model not named' });
  });
});
