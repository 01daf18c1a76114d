import assert from 'node:assert/strict';
import { appendFileSync, utimesSync } from 'node:fs';
import * as fc from 'fast-check';
import { message, resume, shutdown, start } from '../support/copilotLines.ts';
import { makeEngine } from '../support/engines.ts';
import { sorted } from '../support/pool.ts';
import { jsonLines, tempFolder, write } from '../support/tempFolder.ts';

const count = fc.integer({ min: 0, max: 40 });
const id = fc.constantFrom('a', 'b', 'c', 'd');

/** Lines of an agent's log, and where it lies below a home folder. */
interface Sample {
  readonly file: string;
  readonly line: fc.Arbitrary<object>;
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  'Copilot CLI': {
    file: '.copilot/session-state/s1/events.jsonl',
    line: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(start, resume).map((make) => make(0)) },
      { weight: 5, arbitrary: fc.tuple(id, count).map(([call, output]) => message(1, call, output)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('gpt-5', 'haiku'), count, count)
          .map(([model, output, requests]) => shutdown(2, { [model]: { input: 40, output, requests } })),
      },
    ),
  },
  'Gemini CLI': {
    file: '.gemini/tmp/p/chats/session-x.jsonl',
    line: fc.oneof(
      fc.record({ sessionId: id, projectHash: id }),
      fc.tuple(id, count).map(([one, output]) => ({
        id: one,
        timestamp: '2026-05-01T10:00:00Z',
        type: 'gemini',
        tokens: { input: output, output, cached: 1, thoughts: 2 },
      })),
    ),
  },
};

for (const [name, { file, line }] of Object.entries(SAMPLES)) {
  describe(`property: reading what is appended to a log of ${name}`, function () {
    this.timeout(120_000);

    it('comes to the same as a fresh look, after every piece', async () => {
      const pieces = fc.array(fc.tuple(fc.array(line, { maxLength: 4 }), fc.nat(90)), { minLength: 1, maxLength: 7 });
      await fc.assert(
        fc.asyncProperty(pieces, async (list) => {
          const home = tempFolder();
          const full = write(home, file, '');
          const live = await makeEngine(home, { home });
          let [held, seconds] = ['', 1000];
          for (const [lines, cut] of list) {
            // What was cut off comes first with the next piece: a line may be seen before it is whole.
            held += jsonLines(lines);
            const piece = held.slice(0, Math.max(0, held.length - cut));
            held = held.slice(piece.length);
            appendFileSync(full, piece);
            utimesSync(full, ++seconds, seconds); // a coarse file system clock would hide a change of the same size
            await live.engine.scan();
            const fresh = await makeEngine(home, { home });
            await fresh.engine.scan();
            assert.deepEqual(sorted(live.store.cells({})), sorted(fresh.store.cells({})));
            await fresh.engine.close();
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
