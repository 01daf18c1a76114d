import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { UsageRecord } from '../../src/engine/agents/agent.ts';
import type { LedgerStore } from '../../src/engine/store/ledgerStore.ts';
import { type IdKind, pieces, recordsArbitrary } from '../support/arbitraries.ts';
import { cellsOf, poolOf, sorted } from '../support/pool.ts';
import { commit, folderStore, memoryStore } from '../support/stores.ts';
import { tempFolder } from '../support/tempFolder.ts';

const cuts = fc.array(fc.nat(1000), { maxLength: 8 });

async function heldBy(store: LedgerStore): Promise<ReturnType<typeof cellsOf>> {
  const cells = sorted(store.cells({}));
  store.close();
  return cells;
}

/** Records in random order, some of them twice or more. */
function shuffledWithRepeats(kinds: readonly IdKind[]): fc.Arbitrary<{ records: UsageRecord[]; order: UsageRecord[] }> {
  return recordsArbitrary(kinds)
    .chain((records) =>
      fc.record({
        records: fc.constant(records),
        all: fc.shuffledSubarray(records, { minLength: records.length }),
        again: fc.shuffledSubarray(records),
      }),
    )
    .map(({ records, all, again }) => ({ records, order: [...all, ...again] }));
}

describe('property: the ledger equals the rule applied to the whole pool', function () {
  this.timeout(120_000);

  for (const kinds of [['trusted'], ['gateway'], ['trusted', 'gateway']] as const) {
    it(`for ${kinds.join(' and ')} ids in any order, with repeats, in any commits`, async () => {
      await fc.assert(
        fc.asyncProperty(shuffledWithRepeats(kinds), cuts, async ({ records, order }, at) => {
          const store = await memoryStore();
          for (const piece of pieces(order, at)) commit(store, piece);
          assert.deepEqual(await heldBy(store), cellsOf(poolOf([records])));
        }),
        { numRuns: 250 },
      );
    });
  }

  it('with a save and a new start between commits', async () => {
    await fc.assert(
      fc.asyncProperty(shuffledWithRepeats(['trusted', 'gateway']), cuts, async ({ records, order }, at) => {
        const folder = tempFolder();
        for (const piece of pieces(order, at)) {
          const store = await folderStore(folder);
          commit(store, piece);
          assert.equal(await store.save(), 'saved');
          store.close();
        }
        assert.deepEqual(await heldBy(await folderStore(folder)), cellsOf(poolOf([records])));
      }),
      { numRuns: 40 },
    );
  });

  it('for gateway ids with empty prompts, in the order of each file, files in any turn', async () => {
    const kinds = ['gateway with empty prompts', 'trusted'] as const;
    const files = fc.array(recordsArbitrary(kinds, { maxLength: 15 }), { minLength: 1, maxLength: 3 });
    const turns = fc.infiniteStream(fc.nat(5));
    await fc.assert(
      fc.asyncProperty(files, cuts, turns, async (drawn, at, turn) => {
        // A session belongs to one file, as it does on disk.
        const own = drawn.map((file, i) => file.map((one, j) => ownTo(one, i, j)));
        const queues = own.map((file, i) => ({ path: `/logs/${i}.jsonl`, pieces: pieces(file, at) }));
        const store = await memoryStore();
        while (queues.length > 0) {
          const queue = queues[turn.next().value! % queues.length]!;
          const piece = queue.pieces.shift();
          if (piece) commit(store, piece, queue.path);
          else queues.splice(queues.indexOf(queue), 1);
        }
        assert.deepEqual(await heldBy(store), cellsOf(poolOf(own)));
      }),
      { numRuns: 500 },
    );
  });
});

/** The record as one of file `file`, at a place and a time that no other record has. */
function ownTo(record: UsageRecord, file: number, line: number): UsageRecord {
  const { discriminator } = record;
  return {
    ...record,
    at: record.at + file * 1_000_000_000 + line,
    offset: line * 100,
    session: `${record.session} of ${file}`,
    discriminator: discriminator === null ? null : `${discriminator} of ${file}`,
  };
}
