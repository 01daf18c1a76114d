import type { Counters, UsageRecord } from './agent.ts';

/** What most requests have in common: a trusted key, the standard service, complete figures. */
export const PLAIN_REQUEST = {
  kind: 'usage',
  discriminator: null,
  copyOf: [],
  supersedes: false,
  growth: false,
  branch: null,
  costUsd: null,
  contextTokens: null,
  contextWindow: null,
  mirror: false,
  sidechain: false,
  local: false,
  version: null,
  tier: null,
  geo: null,
  confidence: 'final',
  confidenceReason: null,
} as const satisfies Partial<UsageRecord>;

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
