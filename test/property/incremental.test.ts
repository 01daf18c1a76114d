import assert from 'node:assert/strict';
import { appendFileSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { answer } from '../support/claudeLines.ts';
import { makeEngine } from '../support/engines.ts';
import { sorted } from '../support/pool.ts';
import { jsonLines, tempFolder, write } from '../support/tempFolder.ts';

type Step =
  | { readonly kind: 'append'; readonly answers: readonly [id: number, output: number][]; readonly cut: number }
  | { readonly kind: 'truncate'; readonly keep: number }
  | { readonly kind: 'replace' | 'rotate' | 'rewrite'; readonly answers: readonly [id: number, output: number][] };

const answers = fc.array(fc.tuple(fc.nat(12), fc.nat(50)), { minLength: 1, maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), answers, cut: fc.nat(700) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('truncate' as const), keep: fc.nat(3000) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('replace' as const, 'rotate' as const, 'rewrite' as const), answers }),
  },
);

let serial = 0;

/** Lines of answers; each has an identity of its own kind, so that reading anything twice would show. */
function linesOf(list: readonly (readonly [id: number, output: number])[]): string {
  const at = Date.UTC(2026, 4, 1);
  return jsonLines(
    list.map(([id, output]) => answer({ id: `m${id}`, output, at: at + ++serial * 60_000, session: `s${id % 3}` })),
  );
}

describe('property: reading what is appended', function () {
  this.timeout(120_000);

  it('comes to the same as a fresh look at everything that the file ever held in whole lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const [live, ever] = [tempFolder(), tempFolder()];
        const file = write(live, 'projects/p/s.jsonl', '');
        const { engine, store } = await makeEngine(live);
        let [content, seconds] = ['', 1000];
        for (const [i, one] of steps.entries()) {
          content = apply(one, file, content, i);
          utimesSync(file, ++seconds, seconds); // a coarse file system clock would hide a change of the same size
          await engine.scan();
          write(ever, `projects/p/state${String(i).padStart(3, '0')}.jsonl`, content);
        }
        const fresh = await makeEngine(ever);
        await fresh.engine.scan();
        assert.deepEqual(named(store.cells({})), named(fresh.store.cells({})));
        assert.equal(store.summary().requests, fresh.store.summary().requests);
      }),
      { numRuns: 80 },
    );
  });
});

function named(cells: readonly object[]): object[] {
  return sorted(cells);
}

/** Does a step to the file and returns what it then holds. */
function apply(one: Step, file: string, content: string, index: number): string {
  if (one.kind === 'append') {
    const added = linesOf(one.answers);
    // Cut in the middle of the last line: the rest never comes, or the next line is glued to it as after a crash.
    const piece = added.slice(0, Math.max(1, added.length - one.cut));
    appendFileSync(file, piece);
    return content + piece;
  }
  if (one.kind === 'truncate') {
    const kept = content.slice(0, one.keep);
    truncateSync(file, kept.length);
    return kept;
  }
  const fresh = linesOf(one.answers);
  if (one.kind === 'rewrite') writeFileSync(file, fresh);
  else {
    if (one.kind === 'rotate') renameSync(file, path.join(path.dirname(file), `old${index}.txt`));
    renameSync(write(path.dirname(file), 'draft.tmp', fresh), file);
  }
  return fresh;
}
