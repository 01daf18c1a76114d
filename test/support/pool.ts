import type { Counters, UsageRecord } from '../../src/engine/agents/agent.ts';
import type { Cell } from '../../src/engine/store/ledgerStore.ts';
import { NO_COUNTERS } from '../../src/engine/agents/plainRequest.ts';
import { PLAIN_DETAIL } from './records.ts';

// The counting rule in the simplest way: the whole pool at once, no order but that within a file.

const QUARTER = 900_000;

/** One API request as the rule sees it. */
export interface PooledRequest extends Omit<UsageRecord, 'kind' | 'key' | 'discriminator' | 'branch' | 'offset'> {
  readonly agent: string;
  /** Time of its earliest record. */
  readonly begunAt: number;
}

/** Requests behind the records of some files, each in the order in which it was written. */
export function poolOf(files: readonly (readonly UsageRecord[])[], agent = 'claude-code'): PooledRequest[] {
  const prompts = new Map<string, Set<string>>();
  for (const record of files.flat()) {
    if (record.discriminator === null || !hasPrompt(record)) continue;
    prompts.set(record.key, (prompts.get(record.key) ?? new Set()).add(promptOf(record)));
  }
  const pool = new Map<string, UsageRecord[]>();
  for (const file of files) {
    for (const [i, record] of file.entries()) {
      const reused = record.discriminator !== null && (prompts.get(record.key)?.size ?? 0) > 1;
      const identity = reused ? [record.key, promptOf(owner(file, i)), record.discriminator].join(' ') : record.key;
      pool.set(identity, [...(pool.get(identity) ?? []), record]);
    }
  }
  return [...pool.values()].map((records) => requestOf(records, agent));
}

function requestOf(records: readonly UsageRecord[], agent: string): PooledRequest {
  const begunAt = Math.min(...records.map(({ at }) => at));
  return { ...fullest(records), agent, begunAt, counters: maxima(records) };
}

/** A record without a prompt is the beginning of the next answer of its like. */
function owner(file: readonly UsageRecord[], index: number): UsageRecord {
  const record = file[index]!;
  if (hasPrompt(record)) return record;
  const like = (one: UsageRecord): boolean => one.key === record.key && one.discriminator === record.discriminator;
  return file.slice(index).find((one) => like(one) && hasPrompt(one)) ?? record;
}

function hasPrompt({ counters: { input, cacheCreation, cacheRead } }: UsageRecord): boolean {
  return input + cacheCreation + cacheRead > 0;
}

function promptOf({ counters: { input, cacheCreation, cacheRead } }: UsageRecord): string {
  return [input, cacheCreation, cacheRead].join();
}

function fullest(records: readonly UsageRecord[]): UsageRecord {
  const [first] = records.toSorted(
    (a, b) =>
      b.counters.output - a.counters.output ||
      Number(a.mirror) - Number(b.mirror) ||
      Number(a.sidechain) - Number(b.sidechain) ||
      a.at - b.at,
  );
  return first!;
}

function maxima(records: readonly UsageRecord[]): Counters {
  const max = (name: keyof Counters): number => Math.max(...records.map(({ counters }) => counters[name]));
  return Object.fromEntries(
    Object.keys(NO_COUNTERS).map((name) => [name, max(name as keyof Counters)]),
  ) as unknown as Counters;
}

/** Sum of counters. */
export function addCounters(a: Counters, b: Counters): Counters {
  const names = Object.keys(NO_COUNTERS) as (keyof Counters)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Counters;
}

/** Groups requests and adds each group up; `key` must be JSON-like. Groups come sorted. */
export function sumsBy<K extends object>(requests: readonly PooledRequest[], key: (request: PooledRequest) => K) {
  const sums = new Map<string, { requests: number; counters: Counters }>();
  for (const request of requests) {
    const name = JSON.stringify(key(request));
    const sum = sums.get(name) ?? { requests: 0, counters: NO_COUNTERS };
    sums.set(name, {
      requests: sum.requests + Number(!request.local),
      counters: addCounters(sum.counters, request.counters),
    });
  }
  return sorted([...sums].map(([name, sum]) => Object.assign(JSON.parse(name) as K, sum)));
}

/** The cells that a ledger of these requests must hold, sorted. */
export function cellsOf(requests: readonly PooledRequest[]): Cell[] {
  return sumsBy(requests, ({ agent, session, model, project, at }) => {
    return { agent, session, model, project, detail: PLAIN_DETAIL, quarter: Math.floor(at / QUARTER) * QUARTER };
  });
}

/** The same in an order that does not depend on where it came from; keys sorted, for comparison. */
export function sorted<T extends object>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
}

function canonical(item: object): string {
  return JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
