import type { AgentRecord, Confidence, ConfidenceReason, UsageRecord } from '../agents/agent.ts';

/**
 * Records as they pass from a reading thread to the engine's: requests as rows of numbers, which are handed over
 * without a copy, and of places in a list of texts. To clone as many objects takes longer than to parse their lines.
 */
export interface PackedRecords {
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
  /** Records that are no requests; or all of them, in their order, where some request is out of the ordinary. */
  readonly others: readonly AgentRecord[];
}

const MIRROR = 1;
const SIDECHAIN = 2;
const LOCAL = 4;
/** Length of a row. */
const ROW = 26;

/** Requests keep their order, and so do all the others. */
export function packRecords(records: readonly AgentRecord[]): PackedRecords {
  const usages = records.filter((record) => record.kind === 'usage');
  if (!usages.every(isOrdinary)) return { numbers: new Float64Array(), texts: [], others: records };
  const numbers = new Float64Array(usages.length * ROW);
  const places = new Map<string, number>();
  const place = (text: string | null): number => {
    if (text === null) return -1;
    const known = places.get(text) ?? places.size;
    places.set(text, known);
    return known;
  };
  for (const [i, record] of usages.entries()) numbers.set(rowOf(record, place), i * ROW);
  return { numbers, texts: [...places.keys()], others: records.filter((record) => record.kind !== 'usage') };
}

/** The reverse of {@link packRecords}. */
export function unpackRecords({ numbers, texts, others }: PackedRecords): AgentRecord[] {
  const records: AgentRecord[] = [];
  for (let start = 0; start < numbers.length; start += ROW) records.push(recordOf(numbers, start, texts));
  for (const record of others) records.push(record);
  return records;
}

function isOrdinary({ copyOf, supersedes, growth }: UsageRecord): boolean {
  return copyOf.length === 0 && !supersedes && !growth;
}

function rowOf(record: UsageRecord, place: (text: string | null) => number): number[] {
  const { at, span, offset, counters, mirror, sidechain, local } = record;
  return [
    at,
    span?.from ?? Number.NaN,
    span?.to ?? Number.NaN,
    offset,
    (mirror ? MIRROR : 0) | (sidechain ? SIDECHAIN : 0) | (local ? LOCAL : 0),
    counters.input,
    counters.output,
    counters.cacheCreation,
    counters.cacheCreation1h,
    counters.cacheRead,
    counters.reasoning,
    counters.webSearches,
    record.costUsd ?? Number.NaN,
    record.contextTokens ?? Number.NaN,
    record.contextWindow ?? Number.NaN,
    place(record.key),
    place(record.discriminator),
    place(record.session),
    place(record.model),
    place(record.project),
    place(record.branch),
    place(record.version),
    place(record.tier),
    place(record.geo),
    place(record.confidence),
    place(record.confidenceReason),
  ];
}

function recordOf(numbers: Float64Array, start: number, texts: readonly string[]): UsageRecord {
  const number = (i: number): number => numbers[start + i]!;
  const numberOrNull = (i: number): number | null => (Number.isNaN(number(i)) ? null : number(i));
  const textOrNull = (i: number): string | null => texts[number(i)] ?? null;
  const text = (i: number): string => texts[number(i)]!;
  const flags = number(4);
  const record: UsageRecord = {
    kind: 'usage',
    at: number(0),
    offset: number(3),
    key: text(15),
    discriminator: textOrNull(16),
    copyOf: [],
    supersedes: false,
    growth: false,
    session: text(17),
    model: text(18),
    project: text(19),
    branch: textOrNull(20),
    counters: {
      input: number(5),
      output: number(6),
      cacheCreation: number(7),
      cacheCreation1h: number(8),
      cacheRead: number(9),
      reasoning: number(10),
      webSearches: number(11),
    },
    costUsd: numberOrNull(12),
    contextTokens: numberOrNull(13),
    contextWindow: numberOrNull(14),
    mirror: (flags & MIRROR) !== 0,
    sidechain: (flags & SIDECHAIN) !== 0,
    local: (flags & LOCAL) !== 0,
    version: textOrNull(21),
    tier: textOrNull(22),
    geo: textOrNull(23),
    confidence: text(24) as Confidence,
    confidenceReason: textOrNull(25) as ConfidenceReason | null,
  };
  return Number.isNaN(number(1)) ? record : { ...record, span: { from: number(1), to: number(2) } };
}
