import type { Counters } from './agent.ts';
import { asCount, asObject } from './json.ts';
import { NO_COUNTERS } from './plainRequest.ts';

/** What tells one running total from another. */
const TOTAL_FIELDS = [
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'reasoning_output_tokens',
  'total_tokens',
] as const;
const FIELDS = [...TOTAL_FIELDS, 'cache_write_input_tokens'] as const;

/**
 * Token counts as Codex logs them (openai/codex, protocol.rs `TokenUsage`). Tokens read from the cache and, since
 * version 0.145, written to it are parts of the input; reasoning is a part of the output.
 */
export type Tally = Readonly<Record<(typeof FIELDS)[number], number>>;

/** The value if it holds token counts, else undefined. */
export function tallyOf(value: unknown): Tally | undefined {
  const usage = asObject(value);
  return usage && tally((field) => asCount(usage[field]));
}

/** What each count has grown by; one that has fallen has not grown. */
export function growth(now: Tally, before: Tally): Tally {
  return tally((field) => Math.max(0, now[field] - before[field]));
}

/** A running total as a text, equal for equal ones. */
export function totalText(total: Tally): string {
  return TOTAL_FIELDS.map((field) => total[field]).join();
}

/** Counts in the ledger's terms. */
export function countersOf(spent: Tally): Counters {
  const cacheRead = spent.cached_input_tokens;
  const cacheCreation = Math.min(spent.cache_write_input_tokens, Math.max(0, spent.input_tokens - cacheRead));
  return {
    ...NO_COUNTERS,
    input: Math.max(0, spent.input_tokens - cacheRead - cacheCreation),
    output: spent.output_tokens,
    cacheCreation,
    cacheRead,
    reasoning: spent.reasoning_output_tokens,
  };
}

function tally(count: (field: (typeof FIELDS)[number]) => number): Tally {
  return Object.fromEntries(FIELDS.map((field) => [field, count(field)])) as Record<(typeof FIELDS)[number], number>;
}
