import type { VNode } from 'preact';
import { confidenceSentence, reasonLines } from '../../src/protocol/confidence.ts';
import { unpricedSentence } from '../../src/protocol/cost.ts';
import type { Spend } from '../../src/protocol/spend.ts';
import { useFigures } from '../hooks/useFigures.ts';

/** How well some totals are known: one line, and behind it why not better. Nothing for no request. */
export function Certainty({ totals, cost, confidence }: Spend): VNode | null {
  const { locale } = useFigures();
  if (totals.requests === 0) return null;
  const sentence = confidenceSentence(confidence, locale);
  const reasons = reasonLines(confidence, locale);
  const unpriced = unpricedSentence(cost, locale);
  return (
    <div class="certainty support">
      {unpriced !== undefined && <bdi>{unpriced}</bdi>}
      {reasons.length === 0 ? (
        <p>{sentence}</p>
      ) : (
        <details>
          <summary>{sentence}</summary>
          <ul>
            {reasons.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
