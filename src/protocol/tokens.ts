/**
 * Token counts of one or more requests, all non-negative integers.
 *
 * `input` excludes what was read from or written to a cache. `reasoning` is part of `output` for the agents that count
 * it so (Claude Code, Codex) and is never added to `total` a second time.
 */
export interface TokenTotals {
  readonly input: number;
  readonly output: number;
  /** Tokens written to a prompt cache, of any lifetime. */
  readonly cacheCreation: number;
  readonly cacheRead: number;
  readonly reasoning: number;
  /** input + output + cacheCreation + cacheRead, plus reasoning where the agent counts it beside the output. */
  readonly total: number;
  /** API requests; an agent's own local messages are none. */
  readonly requests: number;
}

/** The totals of no request at all. */
export const NO_TOKENS: TokenTotals = {
  input: 0,
  output: 0,
  cacheCreation: 0,
  cacheRead: 0,
  reasoning: 0,
  total: 0,
  requests: 0,
};

/** Field-wise sum. */
export function addTotals(a: TokenTotals, b: TokenTotals): TokenTotals {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheCreation: a.cacheCreation + b.cacheCreation,
    cacheRead: a.cacheRead + b.cacheRead,
    reasoning: a.reasoning + b.reasoning,
    total: a.total + b.total,
    requests: a.requests + b.requests,
  };
}
