import { covers, larger, minus, NOTHING, plus, smaller, type Tally } from './copilotTally.ts';

/** A call to a model. */
export interface Call {
  readonly key: string;
  readonly model: string;
  readonly at: number;
  readonly offset: number;
  readonly sidechain: boolean;
  /** What is known of its tokens before the run's end. It is one request, or none that metrics are sure to count. */
  readonly known: Tally;
}

/** Calls of one run of Copilot CLI in a session, between its start and its shutdown, and what earlier shutdowns said. */
export interface Run {
  /** By key, in order. */
  readonly calls: readonly Call[];
  /** Calls that are too many to be kept, by model: they keep the figures that they have. */
  readonly folded: readonly (readonly [model: string, tally: Tally])[];
  /** The last shutdown's metrics by model. */
  readonly before: readonly (readonly [model: string, tally: Tally])[];
}

/** What a shutdown comes to: its tokens, each of them once. */
export interface Settlement {
  readonly calls: readonly Call[];
  /** By model, what no call in the log can have used: calls of sub-agents and in the background. */
  readonly rest: readonly (readonly [model: string, tally: Tally])[];
}

/** As many calls of one run are kept until its end, so that the state of a reader stays small. */
const MAX_CALLS = 2000;

/** The run with one more call, or with another look at one of them: a message is written again while it grows. */
export function withCall(run: Run, call: Call): Run {
  const i = run.calls.findLastIndex(({ key }) => key === call.key);
  if (i !== -1) {
    const known = larger(run.calls[i]!.known, call.known);
    return { ...run, calls: run.calls.with(i, withKnown(call, known)) };
  }
  const calls = [...run.calls, call];
  if (calls.length <= MAX_CALLS) return { ...run, calls };
  const { model, known } = calls.shift()!;
  return { ...run, calls, folded: [...sums([...run.folded, [model, known]])] };
}

/**
 * Brings a run's calls into line with the metrics of its shutdown, so that they add up to them exactly. A call whose model
 * the metrics do not name is one of `currentModel`, as which they know it.
 */
export function settle(run: Run, metrics: ReadonlyMap<string, Tally>, currentModel: string | undefined): Settlement {
  const named = namer(metrics, currentModel);
  const open = run.calls.map((call) => ({ ...call, model: named(call.model) }));
  const folded = sums(run.folded.map(([model, tally]) => [named(model), tally]));
  const answers = open.filter((call) => call.known.requests > 0).map((call) => [call.model, call.known] as const);
  const before = goesOn(run, metrics, sums([...folded, ...answers])) ? new Map(run.before) : new Map<string, Tally>();
  const calls: Call[] = [];
  const rest: [string, Tally][] = [];
  for (const [model, total] of metrics) {
    const spent = minus(minus(total, before.get(model) ?? NOTHING), folded.get(model) ?? NOTHING);
    const own = open.filter((call) => call.model === model);
    calls.push(...shares(own, spent));
    if (own.length === 0 && !covers(NOTHING, spent)) rest.push([model, spent]);
  }
  return { calls, rest };
}

/**
 * Whether metrics begin anew with each run or go on from the shutdown before depends on the version (they began anew in
 * 1.0.67, github/copilot-cli#3994; from about 1.0.80 on they go on, getagentseal/codeburn#946), so the figures decide: they
 * go on if they cover what was said before and what the answers since are known to have used.
 */
function goesOn({ before }: Run, metrics: ReadonlyMap<string, Tally>, known: ReadonlyMap<string, Tally>): boolean {
  return before.every(([model, tally]) => {
    const now = metrics.get(model) ?? NOTHING;
    const least = plus(tally, known.get(model) ?? NOTHING);
    return covers(now, now.requests > 0 ? least : { ...least, requests: 0 });
  });
}

/** Calls with what is known of each, but never more than was spent; the last one takes all that no other accounts for. */
function shares(calls: readonly Call[], spent: Tally): Call[] {
  let left = spent;
  return calls.map((call, i) => {
    const known = i === calls.length - 1 ? left : smaller(call.known, left);
    left = minus(left, known);
    return withKnown(call, known);
  });
}

function withKnown(call: Call, known: Tally): Call {
  return { ...call, known };
}

function namer(metrics: ReadonlyMap<string, unknown>, currentModel: string | undefined): (model: string) => string {
  const [first, ...others] = metrics.keys();
  const current = currentModel !== undefined && metrics.has(currentModel) ? currentModel : undefined;
  const standIn = others.length === 0 ? first : current;
  return (model) => (metrics.has(model) ? model : (standIn ?? model));
}

function sums(tallies: Iterable<readonly [string, Tally]>): Map<string, Tally> {
  const all = new Map<string, Tally>();
  for (const [model, tally] of tallies) all.set(model, plus(all.get(model) ?? NOTHING, tally));
  return all;
}
