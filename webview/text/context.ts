import type { ContextFill } from '../../src/protocol/viewModels.ts';
import type { Figures } from './figures.ts';

/** From this share on a context is nearly full: agents compact theirs somewhere above it. */
export const NEARLY_FULL = 0.8;

/** `166,000 of 200,000 tokens in the context`. */
export function tokensInContext({ tokens, window }: ContextFill, figures: Figures): string {
  const of = window === null ? '' : ` of ${figures.count(window)}`;
  return `${figures.count(tokens)}${of} tokens in the context`;
}
