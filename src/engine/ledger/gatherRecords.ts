import type { AgentRecord, SubagentRecord, UsageRecord } from '../agents/agent.ts';
import { moreTrusted } from './detail.ts';
import { largest, largestCounters } from './request.ts';

/**
 * Gathers what one file says, in order, and leaves out what the ledger would not miss: most answers stand on several
 * lines, all with the same prompt, and every line of a sub-agent names it.
 */
export class RecordGatherer {
  /** In the order of what was said last about each. */
  readonly #records = new Set<AgentRecord>();
  readonly #requests = new Map<string, UsageRecord>();
  readonly #subagents = new Map<string, SubagentRecord>();
  readonly #named = new Set<string>();

  get records(): AgentRecord[] {
    return [...this.#records];
  }

  add(record: AgentRecord): void {
    if (record.kind === 'usage') this.#addRequest(record);
    else if (record.kind === 'subagent') this.#addSubagent(record);
    else if (record.kind !== 'title' || record.source !== 'prompt' || this.#isFirst(record.session))
      this.#records.add(record);
  }

  /** Only with the record of the key that came directly before: in between, another one may have been something else. */
  #addRequest(record: UsageRecord): void {
    const known = this.#requests.get(record.key);
    const merged = known && isSameAnswer(known, record) ? mergeRecords(known, record) : record;
    if (known && merged !== record) this.#records.delete(known);
    this.#records.add(merged);
    this.#requests.set(record.key, merged);
  }

  #addSubagent(record: SubagentRecord): void {
    const key = `${record.session}\n${record.key}`;
    const known = this.#subagents.get(key);
    if (known && known.at <= record.at) return;
    if (known) this.#records.delete(known);
    this.#records.add(record);
    this.#subagents.set(key, record);
  }

  #isFirst(session: string): boolean {
    if (this.#named.has(session)) return false;
    this.#named.add(session);
    return true;
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
