import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { lesserGrowth, mergeRows, type RequestRow, rowOf } from '../../src/engine/ledger/request.ts';
import { usage } from '../support/records.ts';

const count = fc.integer({ min: 0, max: 2 });

/** Rows of one request that often tie in whatever decides between them. */
const row: fc.Arbitrary<RequestRow> = fc
  .record({
    at: count,
    source: fc.constantFrom('/logs/a', '/logs/b'),
    offset: count,
    session: fc.constantFrom('', 'a', 'b'),
    model: fc.constantFrom('m', 'n'),
    project: fc.constantFrom('/p', '/q'),
    discriminator: fc.constantFrom('x', 'y'),
    mirror: fc.boolean(),
    sidechain: fc.boolean(),
    counters: fc.record({
      input: count,
      output: count,
      cacheCreation: count,
      cacheCreation1h: count,
      cacheRead: count,
      reasoning: count,
      webSearches: count,
    }),
  })
  .map(({ source, ...change }) => rowOf('claude-code', source, usage(change)));

describe('property: merging the records of one request', () => {
  it('is commutative', () => {
    fc.assert(fc.property(row, row, (a, b) => assert.deepEqual(mergeRows(a, b), mergeRows(b, a))));
  });
  it('is associative', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) =>
        assert.deepEqual(mergeRows(mergeRows(a, b), c), mergeRows(a, mergeRows(b, c))),
      ),
      { numRuns: 2000 },
    );
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        assert.deepEqual(mergeRows(a, a), a);
        assert.deepEqual(mergeRows(mergeRows(a, b), b), mergeRows(a, b));
      }),
    );
  });
  it('never lowers a counter', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const merged = mergeRows(a, b).counters;
        for (const one of [a, b])
          for (const [name, value] of Object.entries(one.counters))
            assert.ok(merged[name as keyof typeof merged] >= value);
      }),
    );
  });
});

describe('property: merging two measures of the growth of a running total', () => {
  it('is commutative', () => {
    fc.assert(fc.property(row, row, (a, b) => assert.deepEqual(lesserGrowth(a, b), lesserGrowth(b, a))));
  });
  it('is associative', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) =>
        assert.deepEqual(lesserGrowth(lesserGrowth(a, b), c), lesserGrowth(a, lesserGrowth(b, c))),
      ),
      { numRuns: 2000 },
    );
  });
  it('keeps one of the two, never the one that grew more', () => {
    const size = ({ counters: { input, output, cacheCreation, cacheRead, reasoning } }: RequestRow): number =>
      input + output + cacheCreation + cacheRead + reasoning;
    fc.assert(
      fc.property(row, row, (a, b) => {
        const merged = lesserGrowth(a, b);
        assert.equal(size(merged), Math.min(size(a), size(b)));
        const begunAt = Math.min(a.begunAt, b.begunAt);
        assert.ok([a, b].some((one) => isDeepStrictEqual({ ...one, begunAt }, merged)));
      }),
    );
  });
});
