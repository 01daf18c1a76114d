import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord } from '../../src/engine/agents/agent.ts';
import { RecordGatherer } from '../../src/engine/ledger/gatherRecords.ts';
import { pieces } from '../support/arbitraries.ts';
import { sorted } from '../support/pool.ts';
import { usage } from '../support/records.ts';
import { commit, memoryStore } from '../support/stores.ts';

const START = Date.UTC(2026, 3, 30, 22);
const some = fc.integer({ min: 0, max: 1 });
const session = fc.constantFrom('s', 't');
const at = fc.integer({ min: 0, max: 6 }).map((minutes) => START + minutes * 60_000);

/** Mostly the first one. */
const mostly = <T>(usual: T, ...odd: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, fc.constantFrom(...odd));

/** Records that often speak of one answer and now and then differ in anything at all. */
const request = fc
  .record({
    at,
    key: fc.constantFrom('id:a', 'id:a', 'id:b', 'id:b', 'copy'),
    discriminator: fc.constantFrom('x', 'x', 'x', 'y', null),
    session: mostly('s', 't'),
    model: mostly('m', 'n'),
    project: mostly('/p', '/q'),
    branch: mostly<string | null>('main', 'side', null),
    version: mostly<string | null>('2.1.0', '2.1.1', null),
    tier: mostly<string | null>(null, 'fast'),
    costUsd: fc.constantFrom(null, 1, 2),
    contextTokens: mostly<number | null>(null, 9),
    mirror: mostly(false, true),
    sidechain: mostly(false, true),
    confidenceReason: fc.constantFrom(null, 'unfinished' as const, 'version' as const),
    counters: fc.record({
      input: fc.constantFrom(0, 3, 3, 3, 4),
      cacheRead: mostly(0, 5),
      output: fc.integer({ min: 0, max: 3 }),
      cacheCreation1h: some,
      reasoning: some,
      webSearches: some,
    }),
  })
  .map(({ confidenceReason, ...rest }): AgentRecord =>
    usage({
      ...rest,
      // What is a copy, or replaces what was said before, has a key that can be trusted.
      ...(rest.key === 'copy' && { copyOf: ['id:b'], discriminator: null }),
      confidenceReason,
      confidence: confidenceReason === null ? 'final' : 'partial',
    }),
  );
const title = fc.record({
  kind: fc.constant('title' as const),
  session,
  title: fc.constantFrom('one', 'two'),
  source: fc.constantFrom('prompt' as const, 'prompt' as const, 'given' as const),
});
const item = fc.record({
  kind: fc.constantFrom('prompt' as const, 'subagent' as const, 'subagent' as const),
  session,
  at,
  key: fc.constantFrom('k', 'l'),
});
const file = fc
  .array(fc.oneof({ weight: 6, arbitrary: request }, title, item), { maxLength: 25 })
  .map((records) =>
    records.map((one, i) => (one.kind === 'usage' ? { ...one, at: one.at + i, offset: i * 100 } : one)),
  );

/** What the ledger shows of a file whose records were committed in some turns. */
async function shown(turns: readonly (readonly AgentRecord[])[]): Promise<object> {
  const store = await memoryStore();
  for (const turn of turns) commit(store, turn);
  const times = store.requestTimes('claude-code', 0);
  const seen = { cells: sorted(store.cells({})), sessions: store.recentSessions(9), times, summary: store.summary() };
  store.close();
  return seen;
}

function gathered(records: readonly AgentRecord[]): AgentRecord[] {
  const gatherer = new RecordGatherer();
  for (const record of records) gatherer.add(record);
  return gatherer.records;
}

describe('property: gathering what a file says', function () {
  this.timeout(120_000);

  it('changes nothing in the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.array(fc.nat(1000), { maxLength: 3 }), async (records, cuts) => {
        const turns = pieces(records, cuts);
        assert.deepEqual(await shown(turns.map(gathered)), await shown(turns));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves one record of an answer on many lines', () => {
    const lines = Array.from({ length: 9 }, (_, i) => usage({ at: START + i, offset: i, counters: { output: i } }));
    assert.deepEqual(gathered(lines), [
      { ...usage({ at: START + 8, offset: 8, counters: { output: 8 } }), span: { from: START, to: START + 8 } },
    ]);
  });
});
