import type { Counters, UsageRecord } from '../../src/engine/agents/agent.ts';

/** No tokens of any kind. */
export const NO_COUNTERS: Counters = {
  input: 0,
  output: 0,
  cacheCreation: 0,
  cacheCreation1h: 0,
  cacheRead: 0,
  reasoning: 0,
  webSearches: 0,
};

/** A usage record with defaults: one request of session `s` at 10:00 with 10 tokens in and 20 out. */
export function usage(
  change: Partial<Omit<UsageRecord, 'counters'>> & { counters?: Partial<Counters> } = {},
): UsageRecord {
  return {
    kind: 'usage',
    at: Date.parse('2026-05-01T10:00:00Z'),
    offset: 0,
    key: 'id:m',
    discriminator: 'r',
    session: 's',
    model: 'opus',
    project: '/work/app',
    branch: null,
    mirror: false,
    sidechain: false,
    local: false,
    ...change,
    counters: { ...NO_COUNTERS, input: 10, output: 20, ...change.counters },
  };
}
