import type { TokenTotals } from '../../src/protocol/tokens.ts';

/** One kind of token: its name, and how many of it a total holds. */
export interface TokenKind {
  readonly label: string;
  readonly of: (totals: TokenTotals) => number;
}

const FOUR: readonly TokenKind[] = [
  { label: 'Cache read', of: (t) => t.cacheRead },
  { label: 'Cache write', of: (t) => t.cacheCreation },
  { label: 'Input', of: (t) => t.input },
  { label: 'Output', of: (t) => t.output },
];

/** Only for agents that count reasoning beside the output: for the others it is within the output already. */
const REASONING: TokenKind = {
  label: 'Reasoning',
  of: (t) => Math.max(0, t.total - t.input - t.output - t.cacheCreation - t.cacheRead),
};

/** The kinds that add up to `totals.total`. */
export function kindsOf(totals: TokenTotals): readonly TokenKind[] {
  return REASONING.of(totals) > 0 ? [...FOUR, REASONING] : FOUR;
}
