import { AGENTS } from '../agents/index.ts';
import type { Counters } from '../agents/agent.ts';
import { addTotals, NO_TOKENS, type TokenTotals } from '../../protocol/tokens.ts';

/** Something that can be added up. */
export interface Countable {
  readonly agent: string;
  readonly requests: number;
  readonly counters: Counters;
}

const REASONING_BESIDE_OUTPUT = new Set(AGENTS.filter((agent) => !agent.reasoningInOutput).map((agent) => agent.id));

/** Whether an agent's output tokens include the reasoning. */
export function reasoningInOutput(agent: string): boolean {
  return !REASONING_BESIDE_OUTPUT.has(agent);
}

/** An agent's counters in the terms of reports and views. */
export function totalsOf({ agent, requests, counters }: Countable): TokenTotals {
  const { input, output, cacheCreation, cacheRead, reasoning } = counters;
  const beside = reasoningInOutput(agent) ? 0 : reasoning;
  return {
    input,
    output,
    cacheCreation,
    cacheRead,
    reasoning,
    total: input + output + cacheCreation + cacheRead + beside,
    requests,
  };
}

/** Adds tokens up, by whatever `key` says. */
export function totalsBy<K, T extends Countable>(items: Iterable<T>, key: (item: T) => K): Map<K, TokenTotals> {
  const sums = new Map<K, TokenTotals>();
  for (const item of items) {
    const name = key(item);
    sums.set(name, addTotals(sums.get(name) ?? NO_TOKENS, totalsOf(item)));
  }
  return sums;
}
