import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../bench/tree/random.mjs';
import { answer, progressOf, prompt } from '../support/claudeLines.ts';
import { makeEngine } from '../support/engines.ts';
import { mutate } from '../support/mutate.ts';
import { tempFolder, write } from '../support/tempFolder.ts';

const LINES = 1_000_000;
const FILES = 20;
/** Every so many lines stands one that is whole and has to be counted. */
const WHOLE_EVERY = 50;
const MEBIBYTE = 2 ** 20;

const SEEDS = [
  answer(),
  answer({ id: 'msg_2', sidechain: true, branch: 'main', content: [{ type: 'text', text: 'größer → "x"\n\\' }] }),
  answer({ id: null, requestId: null }),
  answer({ usage: { input_tokens: 1, output_tokens: 2, cache_creation: { ephemeral_1h_input_tokens: 3 } } }),
  progressOf(answer({ id: 'msg_3' })),
  prompt('Please fix the moon.'),
  { type: 'cost-state', sessionId: 's1', totalCostUSD: 1.5, modelUsage: { opus: { inputTokens: 5, costUSD: 1.5 } } },
  { type: 'custom-title', sessionId: 's1', customTitle: 'A name' },
].map((line) => Buffer.from(JSON.stringify(line)));

/** Writes one file of damaged lines among whole ones; returns the number of whole ones. */
function writeDamaged(file: string, lines: number, random: Random): number {
  write(path.dirname(file), path.basename(file), '');
  const fd = openSync(file, 'w');
  let whole = 0;
  for (let done = 0; done < lines; done += WHOLE_EVERY) {
    const damaged = Array.from({ length: WHOLE_EVERY - 1 }, () =>
      mutate(random.pick(SEEDS), random).toString('latin1'),
    );
    const line = JSON.stringify(answer({ id: `whole-${path.basename(file)}-${done}`, session: 'whole', output: 7 }));
    writeSync(fd, `${damaged.join('\n')}\n${line}\n`, null, 'latin1');
    whole++;
  }
  closeSync(fd);
  return whole;
}

describe('property: a million damaged lines', function () {
  this.timeout(300_000);

  it('neither end nor hang the reading, nor fill the memory, nor cost a whole neighbour', async () => {
    const config = tempFolder();
    const random = new Random('damaged');
    let whole = 0;
    for (let i = 0; i < FILES; i++)
      whole += writeDamaged(path.join(config, 'projects', 'p', `s${i}.jsonl`), LINES / FILES, random);
    const { engine } = await makeEngine(config);
    const before = process.memoryUsage().rss;
    await engine.scan();
    const grown = (process.memoryUsage().rss - before) / MEBIBYTE;
    const { totals, bySession } = engine.report({ timeZone: 'UTC', by: ['session'] }).agents['claude-code']!;
    assert.equal(whole, LINES / WHOLE_EVERY);
    assert.deepEqual([bySession!['whole']!.requests, bySession!['whole']!.output], [whole, 7 * whole]);
    assert.ok(
      Object.values(totals).every((value) => Number.isFinite(value) && value >= 0),
      'totals must be numbers',
    );
    assert.ok(grown < 400, `memory grew by ${grown.toFixed(0)} MiB`);
  });
});
