import type { Counters, UsageRecord } from '../../src/engine/agents/agent.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from '../../src/engine/agents/plainRequest.ts';
import type { Detail } from '../../src/engine/ledger/detail.ts';

/** The details of a request that is like most. */
export const PLAIN_DETAIL: Detail = {
  version: null,
  tier: null,
  geo: null,
  promptClass: 0,
  confidence: 'final',
  confidenceReason: null,
};

/** A usage record with defaults: one request of session `s` at 10:00 with 10 tokens in and 20 out. */
export function usage(
  change: Partial<Omit<UsageRecord, 'counters'>> & { counters?: Partial<Counters> } = {},
): UsageRecord {
  return {
    ...PLAIN_REQUEST,
    at: Date.parse('2026-05-01T10:00:00Z'),
    offset: 0,
    key: 'id:m',
    discriminator: 'r',
    session: 's',
    model: 'opus',
    project: '/work/app',
    ...change,
    counters: { ...NO_COUNTERS, input: 10, output: 20, ...change.counters },
  };
}
