// The counting rule of Codex rollouts in the simplest way: all files at once, from their starts, in the order of their threads.

// oxlint-disable-next-line typescript/no-explicit-any -- made lines, whose shape is known
type Json = Record<string, any>;

/** A rollout: its name without folders, and its lines. */
export interface Rollout {
  readonly name: string;
  readonly lines: readonly Json[];
}

/** Something that was spent. */
interface Spent {
  readonly session: string;
  readonly model: string;
  readonly day: string;
  /** Input, cached input, output, reasoning. */
  readonly counts: readonly number[];
}

/** Sums in the manner of a report: requests, input without what is cached, cached input, output, reasoning. */
export interface OracleReport {
  readonly bySession: Record<string, number[]>;
  readonly byModel: Record<string, number[]>;
  readonly byDay: Record<string, number[]>;
}

const FIELDS = ['input_tokens', 'cached_input_tokens', 'output_tokens', 'reasoning_output_tokens', 'total_tokens'];

/** What the rule makes of rollouts of different names. */
export function countRollouts(rollouts: readonly Rollout[]): OracleReport {
  const seen = new Map<string, Set<string>>();
  const responses = new Set<string>();
  const order = rollouts.toSorted((a, b) => (started(a) < started(b) ? -1 : 1));
  const spent = order.flatMap((rollout) => countOne(rollout, seen, responses));
  const by = (key: (one: Spent) => string): Record<string, number[]> => {
    const sums: Record<string, number[]> = {};
    for (const one of spent) {
      const [input, cached, output, reasoning] = one.counts as [number, number, number, number];
      const sum = (sums[key(one)] ??= [0, 0, 0, 0, 0]);
      for (const [i, value] of [1, input - cached, cached, output, reasoning].entries()) sum[i]! += value;
    }
    return sums;
  };
  return { bySession: by((one) => one.session), byModel: by((one) => one.model), byDay: by((one) => one.day) };
}

function started({ lines }: Rollout): string {
  return lines.find((line) => line['type'] === 'session_meta')?.['payload'].timestamp ?? '';
}

function countOne({ name, lines }: Rollout, seen: Map<string, Set<string>>, responses: Set<string>): Spent[] {
  const all: Spent[] = [];
  const parents = new Set<string>();
  let id: string | undefined;
  let model: string | undefined;
  let before: number[] | undefined;
  let recorded = false;
  for (const line of lines) {
    const payload = line['payload'] as Json;
    const spend = (counts: number[], named?: string): void =>
      void all.push({
        session: id ?? name,
        model: model ?? named ?? 'unknown',
        day: line['timestamp'].slice(0, 10),
        counts,
      });
    if (line['type'] === 'session_meta') {
      id ??= payload['id'];
      if (payload['forked_from_id']) parents.add(payload['forked_from_id']);
      const spawner = payload['source']?.subagent?.thread_spawn?.parent_thread_id;
      if (spawner) parents.add(spawner);
    } else if (line['type'] === 'turn_context') model = payload['model'] ?? model;
    else if (line['type'] === 'token_usage_record') {
      recorded = true;
      if (responses.has(payload['response_id'])) continue;
      responses.add(payload['response_id']);
      spend(FIELDS.map((field) => payload['usage'][field]));
    } else if (line['type'] === 'event_msg' && payload['type'] === 'token_count' && payload['info'] && !recorded) {
      const { total_token_usage: totals, last_token_usage: lasts, model: named } = payload['info'];
      const total: number[] | undefined = totals && FIELDS.map((field) => totals[field]);
      const last: number[] | undefined = lasts && FIELDS.map((field) => lasts[field]);
      if (!total) {
        if (last) spend(last, named);
        continue;
      }
      const previous: number[] | undefined = before;
      before = total;
      if ([...parents].some((parent) => seen.get(parent)?.has(total.join()))) continue;
      seen.set(id ?? '', (seen.get(id ?? '') ?? new Set()).add(total.join()));
      if (!previous) spend((parents.size > 0 && last) || total, named);
      else if (total[4]! < previous[4]!) spend(last ?? total, named);
      else if (total.join() !== previous.join())
        spend(
          total.map((value, i) => value - previous[i]!),
          named,
        );
    }
  }
  return all;
}
