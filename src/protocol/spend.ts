import { addConfidence, type ConfidenceTotals, NO_CONFIDENCE } from './confidence.ts';
import { addCosts, type CostTotals, NO_COST } from './cost.ts';
import { addTotals, NO_TOKENS, type TokenTotals } from './tokens.ts';

/** What some requests came to: their tokens, what these cost, and how well that is known. */
export interface Spend {
  readonly totals: TokenTotals;
  readonly cost: CostTotals;
  readonly confidence: ConfidenceTotals;
}

/** What no request at all came to. */
export const NO_SPEND: Spend = { totals: NO_TOKENS, cost: NO_COST, confidence: NO_CONFIDENCE };

/** Field-wise sum. */
export function addSpend(a: Spend, b: Spend): Spend {
  return {
    totals: addTotals(a.totals, b.totals),
    cost: addCosts(a.cost, b.cost),
    confidence: addConfidence(a.confidence, b.confidence),
  };
}
