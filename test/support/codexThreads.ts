import * as fc from 'fast-check';
import type { Rollout } from './codexOracle.ts';
import { count, event, meta, response, spawnedBy, type Tokens, turn, typed } from './codexLines.ts';

/** A line as it will be written. */
type Line = Rollout['lines'][number];

/** What happens in a thread, one after the other. */
type Step =
  | {
      readonly kind: 'request';
      readonly told: 'last' | 'other last' | 'no last';
      readonly output: boolean;
      readonly again: boolean;
    }
  | { readonly kind: 'fall'; readonly to: number | null; readonly told: boolean }
  | { readonly kind: 'turn'; readonly model: string | null }
  | { readonly kind: 'repeat' | 'limits' | 'bare' | 'typed' | 'response' | 'noise' };

/** How a thread comes to be. */
interface Draft {
  /** Which of the threads before it is its parent, if any. */
  readonly parent: number | null;
  readonly spawned: boolean;
  /** How much of the parent's lines it repeats, from where to where, in thousandths. */
  readonly from: number;
  readonly until: number;
  /** Whether repeated lines keep their times. */
  readonly keepsTimes: boolean;
  /** Whether its total goes on where the parent's was. */
  readonly goesOn: boolean;
  readonly steps: readonly Step[];
}

const plainStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      told: fc.constantFrom('last' as const, 'last' as const, 'other last' as const, 'no last' as const),
      output: fc.boolean(),
      again: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('turn' as const), model: fc.constantFrom('m', 'n', null) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('repeat', 'repeat', 'limits', 'typed', 'noise'),
    }) as fc.Arbitrary<Step>,
  },
);
const rareStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('fall' as const), to: fc.option(fc.nat(4)), told: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('response' as const, 'bare' as const) }),
);

const draft = (steps: fc.Arbitrary<Step>): fc.Arbitrary<Draft> =>
  fc.record({
    parent: fc.option(fc.nat(3), { freq: 3 }),
    spawned: fc.boolean(),
    from: fc.oneof(fc.constant(0), fc.nat(1000)),
    until: fc.nat(1000),
    keepsTimes: fc.boolean(),
    goesOn: fc.boolean(),
    steps: fc.array(steps, { maxLength: 14 }),
  });

/** Rollouts of a few threads, some forked from others. */
export const threads: fc.Arbitrary<Rollout[]> = fc
  .array(draft(fc.oneof({ weight: 6, arbitrary: plainStep }, { weight: 1, arbitrary: rareStep })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((drafts) => {
    const all: Rollout[] = [];
    for (const one of drafts) all.push(rollout(one, all));
    return all;
  });

/** One rollout of a thread of its own whose total only grows. */
export const growing: fc.Arbitrary<Rollout> = fc
  .array(plainStep, { minLength: 1, maxLength: 14 })
  .map((steps) => rollout({ ...ALONE, steps }, []));

const ALONE: Omit<Draft, 'steps'> = {
  parent: null,
  spawned: false,
  from: 0,
  until: 0,
  keepsTimes: true,
  goesOn: false,
};
const HOURS_APART = 11;

let serial = 0;

/** A number that nothing else adds up to. */
function odd(): number {
  return 1 + ((++serial * 2_654_435_761) % 2 ** 20);
}

function rollout(draft: Draft, before: readonly Rollout[]): Rollout {
  const start = before.length * HOURS_APART * 60;
  const id = `thread-${before.length}-${++serial}`;
  const parent = draft.parent === null ? undefined : before[draft.parent % Math.max(1, before.length)];
  const lines: Line[] = [meta(id, parent ? descent(draft, parent) : {}, start)];
  if (parent) lines.push(...repeated(draft, parent, lines[0]!['timestamp']));
  const totals = lines.flatMap((line) => line['payload'].info?.total_token_usage ?? []);
  const writer = new Writer(id, start, totals);
  const steps: readonly Step[] = draft.goesOn ? draft.steps : [{ kind: 'fall', to: null, told: true }, ...draft.steps];
  for (const step of steps) lines.push(writer.line(step));
  return { name: `rollout-${id}.jsonl`, lines };
}

function descent({ spawned }: Draft, parent: Rollout): object {
  const id = parent.lines[0]!['payload'].id as string;
  return spawned ? spawnedBy(id) : { forked_from_id: id };
}

/** A stretch of the parent's history with all threads that it names; from its start where its total falls. */
function repeated({ from, until, keepsTimes }: Draft, { lines }: Rollout, timestamp: string): Line[] {
  const falls = lines.some(
    (line, i) => totalOf(line) < Math.max(0, ...lines.slice(0, i).map(totalOf).filter(Number.isFinite)),
  );
  const start = falls ? 0 : Math.floor((from / 1000) * lines.length);
  const end = Math.ceil((until / 1000) * lines.length);
  const kept = lines.filter((line, i) => i < end && (i >= start || line['type'] === 'session_meta'));
  return keepsTimes ? kept : kept.map((line) => Object.assign({}, line, { timestamp }));
}

function totalOf(line: Line): number {
  return line['payload'].info?.total_token_usage?.total_tokens ?? Infinity;
}

/** Writes a thread's own lines. */
class Writer {
  readonly #id: string;
  readonly #totals: Tokens[];
  /** How many of them another thread had. */
  readonly #copied: number;
  #minute: number;

  constructor(id: string, start: number, totals: readonly Record<string, number>[]) {
    this.#id = id;
    this.#minute = start;
    this.#copied = totals.length;
    this.#totals = totals.map((one) => ({
      input: one['input_tokens']!,
      cached: one['cached_input_tokens']!,
      output: one['output_tokens']!,
      reasoning: one['reasoning_output_tokens']!,
    }));
  }

  line(step: Step): Line {
    const at = (this.#minute += 7);
    switch (step.kind) {
      case 'turn':
        return turn(step.model);
      case 'typed':
        return typed('Go on', {}, at);
      case 'noise':
        return event('agent_message', { message: '"token_count"' }, at);
      case 'limits':
        return event('token_count', { info: null }, at);
      case 'bare':
        return count(null, spent(), at);
      case 'response':
        return response(`response-${++serial}`, spent(), { thread_id: this.#id }, at);
      case 'fall':
        return this.#fall(step, at);
      case 'request':
        return this.#request(step, at);
      default:
        return this.#repeat(at);
    }
  }

  #repeat(at: number): Line {
    const total = this.#totals.at(-1);
    return total ? count(total, spent(), at) : event('token_count', {}, at);
  }

  /** To a total that the thread itself had before, or to one that is all new. */
  #fall({ to, told }: Extract<Step, { kind: 'fall' }>, at: number): Line {
    const next = (to !== null && this.#totals.slice(this.#copied)[to]) || { input: ++serial };
    if (sizeOf(next) >= sizeOf(this.#totals.at(-1) ?? {})) return this.#repeat(at);
    this.#totals.push(next);
    return count(next, told ? spent() : null, at);
  }

  /** To a total that is all new, or to the one that followed when the total last was what it is now. */
  #request({ told, output, again }: Extract<Step, { kind: 'request' }>, at: number): Line {
    const total = this.#totals.at(-1) ?? {};
    const last = output ? spent() : { reasoning: odd() };
    const followed = this.#totals[this.#totals.indexOf(total) + 1];
    const next = again && followed && sizeOf(followed) > sizeOf(total) ? followed : sum(total, last);
    this.#totals.push(next);
    return count(next, told === 'no last' ? null : told === 'last' ? last : spent(), at);
  }
}

function sizeOf({ input = 0, output = 0 }: Tokens): number {
  return input + output;
}

function spent(): Tokens {
  const [input, output] = [odd(), odd()];
  return { input, cached: Math.floor(input / 2), output, reasoning: Math.floor(output / 3) };
}

function sum(a: Tokens, b: Tokens): Tokens {
  const of = (name: 'input' | 'cached' | 'output' | 'reasoning'): number => (a[name] ?? 0) + (b[name] ?? 0);
  return { input: of('input'), cached: of('cached'), output: of('output'), reasoning: of('reasoning') };
}
