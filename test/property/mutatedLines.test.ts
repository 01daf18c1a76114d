import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CASE_AGENTS } from '../../scripts/accuracy/agents.mjs';
import { CASES } from '../../scripts/accuracy/cases/index.mjs';
import type { Agent, LogFormat } from '../../src/engine/agents/agent.ts';
import { AGENTS } from '../../src/engine/agents/index.ts';
import { Random } from '../bench/tree/random.mjs';
import { answer } from '../support/claudeLines.ts';
import { makeEngine } from '../support/engines.ts';
import { mutate } from '../support/mutate.ts';
import { tempFolder, write } from '../support/tempFolder.ts';

const LINES = 1_000_000;
const FILES = 20;
const DOCUMENTS = 3_000;
/** Every so many lines of Claude Code stands one that is whole and has to be counted. */
const WHOLE_EVERY = 50;
/** Cases of very long lines would fill the disk. */
const LONGEST = 4_000;
const MEBIBYTE = 2 ** 20;

/** A log out of the odd cases: damaged copies of it are made of its lines, or of the whole document. */
interface Seed {
  readonly agent: Agent;
  /** Below the agent's folder. */
  readonly name: string;
  /** The agent's folder, below the home folder. */
  readonly folder: string;
  readonly kind: LogFormat['kind'];
  readonly lines: readonly Buffer[];
}

/** All logs of the odd cases that are read in one of the manners. */
async function seedsOf(kind: LogFormat['kind']): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const { id, folder } of CASE_AGENTS) {
    const agent = AGENTS.find((one) => one.id === id)!;
    for (const { files } of CASES[id]!) {
      for (const [name, content] of Object.entries(typeof files === 'function' ? await files() : files)) {
        if (name.startsWith('~/') || formatOf(agent, folder, name) !== kind) continue;
        const texts = Array.isArray(content)
          ? content.map((line) => JSON.stringify(line))
          : Buffer.from(content as string)
              .toString('latin1')
              .split('\n');
        const lines = texts.map((text) => Buffer.from(text, 'latin1')).filter(({ length }) => length < LONGEST);
        seeds.push({ agent, name, folder, kind, lines });
      }
    }
  }
  return seeds;
}

/** Cases are told below the agent's folder, formats below one of its roots. */
function formatOf(agent: Agent, folder: string, name: string): LogFormat['kind'] | undefined {
  const home = path.resolve('/home/me');
  const full = path.join(home, folder, name);
  const root = agent.roots({ home, variables: {} }).find((one) => full.startsWith(one.folder + path.sep));
  const format = root && agent.format(path.relative(root.folder, full));
  return format?.kind === 'lines' && format.compression !== undefined ? undefined : format?.kind;
}

/** A name for the i-th damaged copy, in a folder of its own: the lowest that the agent allows. */
function copyName({ agent, folder, kind, name }: Seed, i: number): string {
  const parts = name.split('/');
  const renamed = [-2, -3]
    .filter((at) => parts.at(at) !== undefined)
    .map((at) => parts.with(at, `${parts.at(at)}-${i}`).join('/'));
  const beside = name.replace(/(\.\w+)$/, `-${i}$1`);
  return [...renamed, beside].find((one) => formatOf(agent, folder, one) === kind)!;
}

/** Bytes that are held, and not only waiting to be collected. */
function held(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function wholeLine(i: number): Buffer {
  return Buffer.from(JSON.stringify(answer({ id: `whole-${i}`, session: 'whole', output: 7 })));
}

describe('property: a million damaged lines', function () {
  this.timeout(600_000);

  it('neither end nor hang the reading, nor fill the memory, nor cost a whole neighbour', async () => {
    const [home, random] = [tempFolder(), new Random('damaged')];
    const seeds = await seedsOf('lines');
    const agents = [...new Set(seeds.map(({ agent }) => agent))];
    assert.ok(agents.length >= 6, 'agents whose logs are lines');
    let [whole, written] = [0, 0];
    for (let i = 0; i < FILES * agents.length; i++) {
      const agent = agents[i % agents.length]!;
      const own = seeds.filter((seed) => seed.agent === agent);
      const all = own.flatMap(({ lines }) => lines);
      const seed = random.pick(own);
      const file = write(home, path.join(seed.folder, copyName(seed, i)), '');
      // Half of all lines are Claude Code's.
      const count = Math.ceil(LINES / FILES / 2 / (agent.id === 'claude-code' ? 1 : agents.length - 1));
      const lines = Array.from({ length: count }, (_, n) =>
        agent.id === 'claude-code' && n % WHOLE_EVERY === 0 ? wholeLine(whole++) : mutate(random.pick(all), random),
      );
      written += count;
      appendFileSync(file, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
    }
    assert.ok(written >= LINES);
    const { engine } = await makeEngine(home, { variables: {} });
    const before = held();
    await engine.scan();
    const grown = (held() - before) / MEBIBYTE;
    const { agents: counted } = engine.report({ timeZone: 'UTC', by: ['session'] });
    const { requests, output } = counted['claude-code']!.bySession!['whole']!;
    assert.deepEqual([requests, output], [whole, 7 * whole]);
    assert.deepEqual(Object.keys(counted).toSorted(), agents.map(({ id }) => id).toSorted());
    for (const { totals } of Object.values(counted))
      assert.ok(Object.values(totals).every((value) => Number.isFinite(value) && value >= 0));
    assert.ok(grown < 100, `${grown.toFixed(0)} MiB more are held`);
  });

  it('and some thousand damaged documents neither', async () => {
    const [home, random] = [tempFolder(), new Random('damaged')];
    const seeds = await seedsOf('document');
    for (let i = 0; i < DOCUMENTS; i++) {
      const seed = random.pick(seeds);
      const document = Buffer.concat(seed.lines.flatMap((line) => [line, Buffer.from('\n')]));
      write(home, path.join(seed.folder, copyName(seed, i)), mutate(document, random));
    }
    write(home, '.claude/projects/p/s.jsonl', Buffer.concat([wholeLine(0), Buffer.from('\n')]));
    const { engine } = await makeEngine(home, { variables: {} });
    await engine.scan();
    const { agents } = engine.report({ timeZone: 'UTC', by: [] });
    assert.equal(agents['claude-code']!.totals.requests, 1);
    assert.ok(Object.keys(agents).length > 3, 'some documents survive');
    for (const { totals } of Object.values(agents))
      assert.ok(Object.values(totals).every((value) => Number.isFinite(value) && value >= 0));
  });
});
