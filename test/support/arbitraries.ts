import * as fc from 'fast-check';
import type { Counters, UsageRecord } from '../../src/engine/agents/agent.ts';
import { usage } from './records.ts';

const START = Date.UTC(2026, 3, 30, 22);
const small = fc.integer({ min: 0, max: 3 });

const counters: fc.Arbitrary<Counters> = fc.record({
  input: small,
  output: fc.integer({ min: 0, max: 40 }),
  cacheCreation: small,
  cacheCreation1h: small,
  cacheRead: small,
  reasoning: small,
  webSearches: small,
});

/** How the records of one id relate: an id that can be trusted shows one prompt, a gateway's shows several. */
export type IdKind = 'trusted' | 'gateway' | 'gateway with empty prompts';

/** Records of a few sessions and ids. Times are all different, so that the fullest record is never in doubt. */
export function recordsArbitrary(
  kinds: readonly IdKind[],
  { maxLength = 40, models = ['opus', 'sonnet', '<synthetic>'] } = {},
): fc.Arbitrary<UsageRecord[]> {
  const one = fc.record({
    kind: fc.constantFrom(...kinds),
    id: small,
    identified: fc.constantFrom('id', 'request', 'uuid'),
    by: fc.integer({ min: 0, max: 2 }),
    session: small,
    model: fc.constantFrom(...models),
    project: fc.constantFrom('/a', '/b'),
    counters,
    begins: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn < 3),
    mirror: fc.boolean(),
    sidechain: fc.boolean(),
    at: fc.integer({ min: 0, max: 30 * 3600 * 1000 }),
  });
  const many = fc.uniqueArray(one, { maxLength, selector: ({ at }) => at });
  return many.map((drafts) =>
    drafts.map(({ kind, id, identified, by, session, counters: drawn, at, begins, ...rest }): UsageRecord => {
      const gateway = kind !== 'trusted';
      const empty = drawn.input + drawn.cacheCreation + drawn.cacheRead === 0;
      const fixed = gateway ? {} : { input: id, cacheCreation: 1, cacheRead: 2 };
      const filled = empty && kind === 'gateway' ? { input: 1 } : {};
      const begun = begins && kind === 'gateway with empty prompts' ? { input: 0, cacheCreation: 0, cacheRead: 0 } : {};
      return usage({
        ...rest,
        at: START + at,
        key: gateway ? `id:gateway${id % 2}` : `${identified}:${id}`,
        discriminator: gateway || identified === 'id' ? `r${by}` : null,
        session: `s${session}`,
        local: rest.model === '<synthetic>',
        counters: { ...drawn, ...fixed, ...filled, ...begun },
      });
    }),
  );
}

/** Splits a list at random places into pieces of at least one. */
export function pieces<T>(list: readonly T[], cuts: readonly number[]): T[][] {
  const ends = [...new Set(cuts.map((cut) => cut % (list.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...ends].map((start, i) => list.slice(start, ends[i] ?? list.length)).filter((piece) => piece.length > 0);
}
