import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import type { Engine } from '../../src/engine/engine.ts';
import { BREAKDOWNS } from '../../src/engine/ledger/report.ts';
import type { TokenTotals } from '../../src/protocol/tokens.ts';
import { pieces } from '../support/arbitraries.ts';
import { countRollouts, type OracleReport, type Rollout } from '../support/codexOracle.ts';
import { growing, threads } from '../support/codexThreads.ts';
import { makeEngine } from '../support/engines.ts';
import { recount, recountScript, type RecountTotals } from '../support/shared.ts';
import { folderStore } from '../support/stores.ts';
import { jsonLines, tempFolder, write } from '../support/tempFolder.ts';

const LIVE = 'sessions/2026/06/01';
const ARCHIVE = 'archived_sessions';

function figures(part: Record<string, TokenTotals>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(part).map(([key, one]) => [
      key,
      [one.requests, one.input, one.cacheRead, one.output, one.reasoning],
    ]),
  );
}

function counted(engine: Engine): OracleReport {
  const codex = engine.report({ timeZone: 'UTC', by: BREAKDOWNS }).agents['codex'];
  const { bySession = {}, byModel = {}, byDay = {} } = codex ?? {};
  return { bySession: figures(bySession), byModel: figures(byModel), byDay: figures(byDay) };
}

/** What a fresh look at a folder comes to. */
async function countAfresh(config: string): Promise<OracleReport> {
  const { engine } = await makeEngine(config);
  await engine.scan();
  const afresh = counted(engine);
  await engine.close();
  return afresh;
}

/** A rollout that is being written, piece by piece, wherever it lies. */
interface Pending {
  readonly name: string;
  readonly pieces: string[];
}

let seconds = 1000;

/** Does something to one of the rollouts that are still being written. */
function act(config: string, pending: Pending[], action: number): void {
  const one = pending[action % pending.length]!;
  const [live, archived] = [LIVE, ARCHIVE].map((folder) => path.join(config, folder, one.name)) as [string, string];
  for (const file of [live, archived]) mkdirSync(path.dirname(file), { recursive: true });
  const what = Math.floor(action / 8) % 8;
  if (what === 0 && existsSync(live)) renameSync(live, archived);
  else if (what === 1 && existsSync(archived) && !existsSync(live)) renameSync(archived, live);
  else if (what === 2 && existsSync(live)) copyFileSync(live, archived);
  else {
    if (!existsSync(live) && existsSync(archived)) renameSync(archived, live);
    appendFileSync(live, one.pieces.shift()!);
    utimesSync(live, ++seconds, seconds); // a coarse file system clock would hide a change of the same size
    if (one.pieces.length === 0) pending.splice(pending.indexOf(one), 1);
  }
}

describe('property: Codex rollouts', function () {
  this.timeout(180_000);

  it('are counted by the rule as the independent recount has it', function () {
    const script = recountScript();
    if (!script) this.skip();
    fc.assert(
      fc.property(threads, (rollouts) => {
        const config = tempFolder();
        for (const { name, lines } of rollouts) write(config, path.join(LIVE, name), lines);
        const kept = recount(script, config, 'codex');
        const figures = (part: Record<string, RecountTotals>): Record<string, (number | undefined)[]> =>
          Object.fromEntries(
            Object.entries(part).map(([key, one]) => [
              key,
              [one.events, one.input, one.cacheRead, one.output, one.reasoning],
            ]),
          );
        const { bySession = {}, byModel, byDay } = kept;
        const expected = { bySession: figures(bySession), byModel: figures(byModel), byDay: figures(byDay) };
        assert.deepEqual(countRollouts(rollouts), expected);
      }),
      { numRuns: 25 },
    );
  });

  it('come to what the rule says, in whatever order and pieces they are written, moved and read', async () => {
    const cuts = fc.array(fc.nat(20_000), { maxLength: 6 });
    const actions = fc.infiniteStream(fc.nat(63));
    await fc.assert(
      fc.asyncProperty(threads, cuts, actions, async (rollouts, at, action) => {
        const [config, kept] = [tempFolder(), tempFolder()];
        const pending = rollouts.map(({ name, lines }) => {
          const text = jsonLines(lines);
          return {
            name,
            pieces: pieces(
              Array.from(text),
              at.map((cut) => cut % text.length),
            ).map((part) => part.join('')),
          };
        });
        let { engine } = await makeEngine(config, { store: await folderStore(kept) });
        while (pending.length > 0) {
          act(config, pending, action.next().value);
          const what = action.next().value;
          if (what < 30) await engine.scan();
          if (what >= 3) continue;
          await engine.close();
          ({ engine } = await makeEngine(config, { store: await folderStore(kept) }));
        }
        await engine.scan();
        const expected = countRollouts(rollouts);
        assert.deepEqual(counted(engine), expected);
        assert.deepEqual(await countAfresh(config), expected);
        await engine.close();
      }),
      { numRuns: 150 },
    );
  });

  it('count as the whole of what they ever held, however they are cut down and rewritten', async () => {
    const holes = fc.array(fc.tuple(fc.array(fc.boolean(), { maxLength: 15 }), fc.boolean()), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(growing, holes, fc.nat(5), async (rollout, versions, whole) => {
        const config = tempFolder();
        const { engine } = await makeEngine(config);
        const states: [Rollout['lines'], boolean][] = versions.map(([gone, archived]) => [
          rollout.lines.filter((_, i) => i === 0 || !gone[i]),
          archived,
        ]);
        states.splice(whole % (states.length + 1), 0, [rollout.lines, false]);
        for (const [lines, archived] of states) {
          const file = write(config, path.join(archived ? ARCHIVE : LIVE, rollout.name), []);
          writeFileSync(file, jsonLines(lines));
          utimesSync(file, ++seconds, seconds);
          await engine.scan();
        }
        assert.deepEqual(counted(engine).bySession, countRollouts([rollout]).bySession);
        await engine.close();
      }),
      { numRuns: 150 },
    );
  });
});
