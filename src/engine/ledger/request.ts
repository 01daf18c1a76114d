import type { Counters, UsageRecord } from '../agents/agent.ts';
import { type Detail, detailOf, detailText, mergeDetails } from './detail.ts';
import { hash53 } from './hash.ts';

/** One API request as the ledger holds it, or one variant of it while it is not clear whether it is a request of its own. */
export interface RequestRow {
  /** Identity of the request. */
  readonly id: number;
  /** Hash of agent and key: records of one group are normally one request. */
  readonly group: number;
  /** Hash of what tells requests apart, beside their prompt, where a group turns out to hold several; or {@link TRUSTED}. */
  readonly discriminator: number;
  readonly agent: string;
  /** Path of the log file, and the byte offset in it, of the record that tells most. */
  readonly source: string;
  readonly offset: number;
  /** Time of the record that tells most. */
  readonly at: number;
  /** Time of the earliest record: nothing known is nearer to when the request was made. */
  readonly begunAt: number;
  readonly session: string;
  readonly model: string;
  readonly project: string;
  readonly detail: Detail;
  readonly counters: Counters;
  /** What the agent itself says that it cost, in US dollars. */
  readonly costUsd: number | null;
  readonly mirror: boolean;
  readonly sidechain: boolean;
  readonly local: boolean;
}

/** The discriminator of rows whose key is an identity beyond doubt. */
export const TRUSTED = 0;

/** The row that a single record makes. */
export function rowOf(agent: string, source: string, record: UsageRecord): RequestRow {
  const group = groupOf(agent, record.key);
  const discriminator = record.discriminator === null ? TRUSTED : hash53(record.discriminator);
  const { offset, at, session, model, project, counters, costUsd, mirror, sidechain, local } = record;
  const said = { source, offset, at, session, model, project, counters, costUsd, mirror, sidechain, local };
  return {
    id: group,
    group,
    discriminator,
    agent,
    begunAt: record.span?.from ?? at,
    detail: detailOf(record),
    ...said,
  };
}

/** The group of the records with a key. */
export function groupOf(agent: string, key: string): number {
  return hash53(`${agent}\n${key}`);
}

/** Whether anything was sent: snapshots of an answer that has only begun may show none. */
export function hasPrompt({ counters: { input, cacheCreation, cacheRead } }: RequestRow): boolean {
  return input > 0 || cacheCreation > 0 || cacheRead > 0;
}

/** Whether two rows of a group would be one request even if the group held several. */
export function sameVariant(a: RequestRow, b: RequestRow): boolean {
  return a.discriminator === b.discriminator && samePrompt(a, b);
}

/** The identity of a row as a request of its own within a group that holds several. */
export function variantId({ group, discriminator, counters: { input, cacheCreation, cacheRead } }: RequestRow): number {
  return hash53(`${group}\n${discriminator}\n${input}\n${cacheCreation}\n${cacheRead}`);
}

/** Whether two rows show the same prompt side. */
export function samePrompt(a: RequestRow, b: RequestRow): boolean {
  return (
    a.counters.input === b.counters.input &&
    a.counters.cacheCreation === b.counters.cacheCreation &&
    a.counters.cacheRead === b.counters.cacheRead
  );
}

/**
 * Two views of one request: the maximum of each counter, everything else from the fuller one. Commutative, associative
 * and idempotent, so that neither the order of reading nor reading twice matters.
 */
export function mergeRows(a: RequestRow, b: RequestRow): RequestRow {
  const fuller = compareFullness(a, b) >= 0 ? a : b;
  const counters = largestCounters(a.counters, b.counters);
  const other = fuller === a ? b : a;
  const detail = mergeDetails(fuller.detail, other.detail);
  return {
    ...fuller,
    counters,
    detail,
    costUsd: largest(a.costUsd, b.costUsd),
    begunAt: Math.min(a.begunAt, b.begunAt),
  };
}

/**
 * Two measures of the growth of a running total: the smaller one, which was taken from nearer by. Commutative, associative
 * and idempotent as well.
 */
export function lesserGrowth(a: RequestRow, b: RequestRow): RequestRow {
  const lesser = (sizeOf(a) - sizeOf(b) || compareFullness(b, a)) <= 0 ? a : b;
  return { ...lesser, begunAt: Math.min(a.begunAt, b.begunAt) };
}

function sizeOf({ counters: { input, output, cacheCreation, cacheRead, reasoning } }: RequestRow): number {
  return input + output + cacheCreation + cacheRead + reasoning;
}

/**
 * Positive if `a` tells more: the larger output; of equals, the one that is no mirror, then no side chain, then the
 * earlier. What remains equal is decided by text, so that the order of reading never shows.
 */
function compareFullness(a: RequestRow, b: RequestRow): number {
  return (
    a.counters.output - b.counters.output ||
    Number(b.mirror) - Number(a.mirror) ||
    Number(b.sidechain) - Number(a.sidechain) ||
    b.at - a.at ||
    compareText(b.session, a.session) ||
    compareText(b.model, a.model) ||
    compareText(b.project, a.project) ||
    b.discriminator - a.discriminator ||
    compareText(b.source, a.source) ||
    b.offset - a.offset ||
    compareText(detailText(b.detail), detailText(a.detail))
  );
}

/** The maximum of each counter. */
export function largestCounters(a: Counters, b: Counters): Counters {
  return {
    input: Math.max(a.input, b.input),
    output: Math.max(a.output, b.output),
    cacheCreation: Math.max(a.cacheCreation, b.cacheCreation),
    cacheCreation1h: Math.max(a.cacheCreation1h, b.cacheCreation1h),
    cacheRead: Math.max(a.cacheRead, b.cacheRead),
    reasoning: Math.max(a.reasoning, b.reasoning),
    webSearches: Math.max(a.webSearches, b.webSearches),
  };
}

/** The larger of two figures of which either may be unknown. */
export function largest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two states of one request tell the same. */
export function sameRow(a: RequestRow, b: RequestRow): boolean {
  return (
    a.at === b.at &&
    a.begunAt === b.begunAt &&
    a.source === b.source &&
    a.offset === b.offset &&
    a.session === b.session &&
    a.model === b.model &&
    a.project === b.project &&
    a.discriminator === b.discriminator &&
    a.costUsd === b.costUsd &&
    detailText(a.detail) === detailText(b.detail) &&
    a.mirror === b.mirror &&
    a.sidechain === b.sidechain &&
    (Object.keys(a.counters) as (keyof Counters)[]).every((name) => a.counters[name] === b.counters[name])
  );
}
