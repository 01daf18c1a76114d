import type { Confidence, ConfidenceReason, UsageRecord } from '../agents/agent.ts';
import { promptClass } from './promptClass.ts';

/** What many requests have in common beside session, model and project: how they were served, and how well they are known. */
export interface Detail {
  /** The agent's version. */
  readonly version: string | null;
  /** See {@link UsageRecord.tier}. */
  readonly tier: string | null;
  readonly geo: string | null;
  /** How many of the {@link PROMPT_THRESHOLDS} the prompt exceeds: some prices depend on it. */
  readonly promptClass: number;
  readonly confidence: Confidence;
  readonly confidenceReason: ConfidenceReason | null;
}

/** The details of the request that a single record makes. */
export function detailOf({ version, tier, geo, confidence, confidenceReason, ...record }: UsageRecord): Detail {
  const { input, cacheCreation, cacheRead } = record.counters;
  const tokens = record.contextTokens ?? input + cacheCreation + cacheRead;
  return { version, tier, geo, promptClass: promptClass(tokens), confidence, confidenceReason };
}

const TRUST: Record<Confidence, number> = { final: 2, partial: 1, estimated: 0 };

/** The details of the fuller of two views of one request, with the larger prompt and the better confidence of both. */
export function mergeDetails(fuller: Detail, other: Detail): Detail {
  if (fuller === other) return fuller;
  const { confidence, confidenceReason } = moreTrusted(fuller, other);
  return { ...fuller, promptClass: Math.max(fuller.promptClass, other.promptClass), confidence, confidenceReason };
}

/** The one that is better known. Of equals, the text decides, so that the order of reading never shows. */
export function moreTrusted<T extends Pick<Detail, 'confidence' | 'confidenceReason'>>(a: T, b: T): T {
  const by = TRUST[a.confidence] - TRUST[b.confidence];
  return by > 0 || (by === 0 && (a.confidenceReason ?? '') <= (b.confidenceReason ?? '')) ? a : b;
}

/** A detail as a text, equal for equal details. */
export function detailText({ version, tier, geo, promptClass: size, confidence, confidenceReason }: Detail): string {
  return JSON.stringify([version, tier, geo, size, confidence, confidenceReason]);
}

/** The reverse of {@link detailText}. */
export function parseDetail(text: string): Detail {
  const [version, tier, geo, size, confidence, confidenceReason] = JSON.parse(text) as [
    string | null,
    string | null,
    string | null,
    number,
    Confidence,
    ConfidenceReason | null,
  ];
  return { version, tier, geo, promptClass: size, confidence, confidenceReason };
}
