import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord } from '../../src/engine/agents/agent.ts';
import { packRecords, unpackRecords } from '../../src/engine/ingest/packedRecords.ts';
import { usage } from '../support/records.ts';

const text = fc.oneof(fc.constantFrom('', 's', '__proto__', 'ü'), fc.string({ unit: 'binary', maxLength: 5 }));
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });
const count = fc.oneof(fc.nat(9), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
const time = fc.integer({ min: -9e15, max: 9e15 });

const request = fc
  .record({
    at: time,
    offset: count,
    key: text,
    discriminator: maybe(text),
    session: text,
    model: text,
    project: text,
    branch: maybe(text),
    counters: fc.record({
      input: count,
      output: count,
      cacheCreation: count,
      cacheCreation1h: count,
      cacheRead: count,
      reasoning: count,
      webSearches: count,
    }),
    costUsd: maybe(fc.double({ min: 0, noNaN: true })),
    contextTokens: maybe(count),
    contextWindow: maybe(count),
    mirror: fc.boolean(),
    sidechain: fc.boolean(),
    local: fc.boolean(),
    version: maybe(text),
    tier: maybe(text),
    geo: maybe(text),
    confidence: fc.constantFrom('final' as const, 'partial' as const, 'estimated' as const),
    confidenceReason: fc.constantFrom(null, 'unfinished' as const, 'version' as const),
    span: fc.option(fc.record({ from: time, to: time }), { nil: undefined }),
    odd: fc.constantFrom({}, {}, {}, {}, {}, { supersedes: true }, { growth: true }, { copyOf: ['k'] }),
  })
  .map(({ span, odd, ...rest }): AgentRecord => usage({ ...rest, ...odd, ...(span && { span: { ...span } }) }));
// Cloning makes ordinary objects of those without a prototype.
const other = fc.record(
  { kind: fc.constant('prompt' as const), session: text, at: time, key: text },
  { noNullPrototype: true },
);

describe('property: packing records', () => {
  it('brings back each of them, requests in their order and the others in theirs', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: request }, other), { maxLength: 20 }), (records) => {
        const back = unpackRecords(structuredClone(packRecords(records)));
        const split = (list: readonly AgentRecord[]): AgentRecord[][] => [
          list.filter(({ kind }) => kind === 'usage'),
          list.filter(({ kind }) => kind !== 'usage'),
        ];
        assert.deepEqual(split(back), split(records));
      }),
      { numRuns: 3000 },
    );
  });
});
