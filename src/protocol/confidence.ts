import { formatCount, formatPercent, plural } from './format.ts';

/** Why requests are not final, as the reason goes on after "12 requests: ". The reasons are those of the engine's records. */
const REASONS = {
  unfinished: 'the last record of the answer was written before its end, so that its output may be larger',
  version: 'written by a version of the agent that logs only a part of the output',
  'output-only': 'the log holds the output alone; the prompt is told when the session ends',
  'session-total': 'taken from a running total of the session, at the time when it was first seen',
  'not-noted': 'counted by an earlier Moonlock that did not note how sure it was',
} as const;

/** Why requests are not final. */
export type Reason = keyof typeof REASONS;

/** How well some requests are known: how many are final, partial, estimated. */
export interface ConfidenceTotals {
  /** Requests whose figures the vendor reported when the answer was complete. */
  readonly final: number;
  /** Requests of which the log holds less than all. */
  readonly partial: number;
  /** Requests whose figures are worked out from something else. */
  readonly estimated: number;
  /** Requests that are not final, by the reason. */
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
}

/** The confidence of no request at all. */
export const NO_CONFIDENCE: ConfidenceTotals = { final: 0, partial: 0, estimated: 0, reasons: {} };

/** Field-wise sum. */
export function addConfidence(a: ConfidenceTotals, b: ConfidenceTotals): ConfidenceTotals {
  const reasons: Partial<Record<Reason, number>> = { ...a.reasons };
  for (const [reason, count] of Object.entries(b.reasons) as [Reason, number][])
    reasons[reason] = (reasons[reason] ?? 0) + count;
  return { final: a.final + b.final, partial: a.partial + b.partial, estimated: a.estimated + b.estimated, reasons };
}

/** `98 % of 301 requests are final.`: one sentence, with a share that never claims more than there is. */
export function confidenceSentence({ final, partial, estimated }: ConfidenceTotals, locale?: string): string {
  const all = final + partial + estimated;
  const requests = plural(all, formatCount(all, locale), 'request');
  if (all === 0) return 'There is no request.';
  if (final === all) return all === 1 ? 'The request is final.' : `All ${requests} are final.`;
  if (final === 0) return all === 1 ? 'The request is not final.' : `None of ${requests} is final.`;
  return `${formatPercent(Math.floor((final / all) * 100) / 100)} of ${requests} are final.`;
}

/** What is not final and why, one line for each reason, the most frequent first. */
export function reasonLines({ reasons }: ConfidenceTotals, locale?: string): string[] {
  return (Object.entries(reasons) as [Reason, number][])
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${plural(count, formatCount(count, locale), 'request')}: ${reasonWords(reason)}.`);
}

/** A ledger that a newer Moonlock wrote may give reasons that this one does not know. */
function reasonWords(reason: Reason): string {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : 'for a reason that only a newer Moonlock knows';
}
