import { type Tally, tallyOf } from './codexTally.ts';
import { asCount, asObject, asText } from './json.ts';

/** What the lines of a rollout so far leave behind for those to come. Null is what no line has told. */
export interface CodexState {
  /** Id of the thread, by its first `session_meta`. */
  session: string | null;
  /** Threads whose history the file may repeat. */
  parents: readonly string[];
  /** Whether the thread was started by an agent. */
  subagent: boolean;
  version: string | null;
  branch: string | null;
  cwd: string | null;
  model: string | null;
  tier: string | null;
  /** Id of the running turn. */
  turn: string | null;
  /** Size of the model's context. */
  window: number | null;
  /** The thread's running total. */
  total: Tally | null;
  /** How often it has fallen. */
  restarts: number;
  /** Whether requests are told one by one, so that running totals no longer count. */
  records: boolean;
}

/** The state that a text tells of, with defaults for whatever is missing or makes no sense. */
export function parseState(text: string | undefined): CodexState {
  const saved = asObject(parsed(text)) ?? {};
  const textOf = (name: keyof CodexState): string | null => asText(saved[name]) ?? null;
  const { parents } = saved;
  return {
    session: textOf('session'),
    parents: Array.isArray(parents) ? parents.filter((one) => asText(one) !== undefined) : [],
    subagent: saved['subagent'] === true,
    version: textOf('version'),
    branch: textOf('branch'),
    cwd: textOf('cwd'),
    model: textOf('model'),
    tier: textOf('tier'),
    turn: textOf('turn'),
    window: asCount(saved['window']) || null,
    total: tallyOf(saved['total']) ?? null,
    restarts: asCount(saved['restarts']),
    records: saved['records'] === true,
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
