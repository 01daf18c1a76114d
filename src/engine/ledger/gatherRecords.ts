import type { AgentRecord, SubagentRecord, UsageRecord } from '../agents/agent.ts';
import { moreTrusted } from './detail.ts';
import { largest, largestCounters } from './request.ts';

/**
 * Gathers what one file says, in order, and leaves out what the ledger would not miss: most answers stand on several
 * lines, all with the same prompt, and every line of a sub-agent names it.
 */
export class RecordGatherer {
  /** In the order of what was said last about each, with gaps where something was said again. */
  readonly #records: (AgentRecord | undefined)[] = [];
  /** Places of the last record of each key. */
  readonly #requests = new Map<string, number>();
  readonly #subagents = new Map<string, number>();
  readonly #named = new Set<string>();

  get records(): AgentRecord[] {
    return this.#records.filter((record) => record !== undefined);
  }

  /** False for what would be left out whatever it says: only the first thing that was typed names a session. */
  wants(record: AgentRecord): boolean {
    return record.kind !== 'title' || record.source !== 'prompt' || !this.#named.has(record.session);
  }

  add(record: AgentRecord): void {
    if (!this.wants(record)) return;
    if (record.kind === 'usage') this.#addRequest(record);
    else if (record.kind === 'subagent') this.#addSubagent(record);
    else this.#records.push(record);
    if (record.kind === 'title' && record.source === 'prompt') this.#named.add(record.session);
  }

  /** Merges only with the record of the key that came directly before: another one in between may make a difference. */
  #addRequest(record: UsageRecord): void {
    const place = this.#requests.get(record.key);
    const known = place === undefined ? undefined : (this.#records[place] as UsageRecord);
    const isSame = known !== undefined && isSameAnswer(known, record);
    if (isSame) this.#records[place!] = undefined;
    this.#requests.set(record.key, this.#records.push(isSame ? mergeRecords(known, record) : record) - 1);
  }

  #addSubagent(record: SubagentRecord): void {
    const key = `${record.session}\n${record.key}`;
    const place = this.#subagents.get(key);
    if (place === undefined) this.#subagents.set(key, this.#records.push(record) - 1);
    else if (record.at < (this.#records[place] as SubagentRecord).at) this.#records[place] = record;
  }
}

/** Whether two records of a key are views of one answer beyond doubt, which differ in what the answer has grown by. */
function isSameAnswer(a: UsageRecord, b: UsageRecord): boolean {
  return (
    a.counters.input === b.counters.input &&
    a.counters.cacheCreation === b.counters.cacheCreation &&
    a.counters.cacheRead === b.counters.cacheRead &&
    a.discriminator === b.discriminator &&
    a.session === b.session &&
    a.model === b.model &&
    a.project === b.project &&
    a.branch === b.branch &&
    a.version === b.version &&
    a.tier === b.tier &&
    a.geo === b.geo &&
    a.contextTokens === b.contextTokens &&
    a.contextWindow === b.contextWindow &&
    a.mirror === b.mirror &&
    a.sidechain === b.sidechain &&
    a.local === b.local &&
    !a.supersedes &&
    !b.supersedes &&
    a.copyOf.length + b.copyOf.length === 0
  );
}

/** What `mergeRows` of request.ts makes of their rows, as a record. */
function mergeRecords(a: UsageRecord, b: UsageRecord): UsageRecord {
  const by = a.counters.output - b.counters.output || b.at - a.at || b.offset - a.offset;
  const fuller = by >= 0 ? a : b;
  const { confidence, confidenceReason } = moreTrusted(fuller, fuller === a ? b : a);
  return {
    ...fuller,
    span: { from: Math.min(a.span?.from ?? a.at, b.at), to: Math.max(a.span?.to ?? a.at, b.at) },
    counters: largestCounters(a.counters, b.counters),
    costUsd: largest(a.costUsd, b.costUsd),
    confidence,
    confidenceReason,
  };
}
