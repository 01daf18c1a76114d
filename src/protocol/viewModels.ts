import type { CostTotals } from './cost.ts';
import type { Spend } from './spend.ts';
import type { TokenTotals } from './tokens.ts';

/** How the engine knows a window's reset. All instants in this file are milliseconds since the epoch, UTC. */
export type ResetSource =
  | {
      /** Worked out from the logs; the true reset lies within `toleranceMs` of it if all use was local. */
      readonly kind: 'estimate';
      readonly toleranceMs: number;
    }
  | {
      /** Read from something the vendor itself reported. */
      readonly kind: 'reported';
      /** Who reported it, for example "Codex". */
      readonly by: string;
      readonly observedAt: number;
    };

/** A limit window of fixed length that is open now. */
export interface LimitWindow {
  /** Agent id, for example `claude-code`. */
  readonly agent: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly source: ResetSource;
  /** Share of the limit spent, 0 to 1, or null where no local source knows the limit. */
  readonly usedShare: number | null;
  /** What the logs hold for this window. */
  readonly spent: TokenTotals;
  readonly cost: CostTotals;
  readonly byModel: readonly Part[];
}

/** A part of some totals, that of a model, project or agent; the largest first wherever parts come as a list. */
export interface Part {
  /** The model's id or the project's folder as logged (foreign text), or the agent's id. */
  readonly name: string;
  readonly totals: TokenTotals;
  readonly cost: CostTotals;
}

/** Totals in parts that add up to them. */
export interface Breakdown {
  readonly parts: readonly Part[];
  /** So many more parts, together; null where all are listed. */
  readonly others: (Omit<Part, 'name'> & { readonly count: number }) | null;
}

/** What the engine is doing with the logs. */
export interface ScanProgress {
  /** `paused`: a part has not been read and waits until the person asks for it. What is being written is read all the same. */
  readonly state: 'scanning' | 'watching' | 'paused';
  readonly files: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Something that a person should know of, in words they can act on. */
export interface Problem {
  /** Stable id, for example `log-malformed:<path>`. */
  readonly id: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
}

/** What the status bar shows. Sent on every change. */
export interface StatusModel {
  /** When this model was made. */
  readonly generatedAt: number;
  /**
   * - `starting`: nothing is known yet
   * - `no-logs`: no folder of any agent was found
   * - `no-window`: logs, but no window is open
   * - `open`: a window is open
   */
  readonly state: 'starting' | 'no-logs' | 'no-window' | 'open';
  readonly window: LimitWindow | null;
  /** The newest request that the ledger holds, of any agent. */
  readonly lastRequestAt: number | null;
  readonly scan: ScanProgress;
  /** True when the logs are the bundled sample, not the person's own. */
  readonly sample: boolean;
  readonly problems: readonly Problem[];
}

/** Tokens spent in one bar of the spend chart. */
export interface SpendBucket {
  readonly startsAt: number;
  readonly totals: TokenTotals;
}

/** The chart "spend over the window". */
export interface SpendSeries {
  readonly bucketMs: number;
  /** Every bucket from the window's start to now, empty ones included, in order of time. */
  readonly buckets: readonly SpendBucket[];
}

/** A period for which the dashboard shows totals. */
export type Period = 'window' | 'today' | 'week' | 'all';

/** What they can be broken down by. */
export type BreakdownKind = 'model' | 'project' | 'agent';

/** Totals of one period. That of the window is the window's agent's alone. */
export interface PeriodTotals extends Spend {
  readonly period: Period;
  /** Start of the period, or null for all time. */
  readonly since: number | null;
  readonly by: Readonly<Record<BreakdownKind, Breakdown>>;
}

/** How much of a model's context a session fills. */
export interface ContextFill {
  /** Tokens in the context at the last request of the main conversation. */
  readonly tokens: number;
  /** How many it can hold, or null where nobody knows. */
  readonly window: number | null;
}

/** Why an agent's own account differs from Moonlock's. */
export type ResidualCause =
  /** It counts calls that the session's log does not hold. */
  | 'unlogged-calls'
  /** It counts more output for the same prompts: the log holds only a part of some answers. */
  | 'unlogged-output'
  /** The log has gone on since. */
  | 'later-requests'
  /** It leaves requests out that the log holds. */
  | 'left-out'
  /** Moonlock knows no price. */
  | 'unpriced'
  /** Both count the same tokens, at different prices. */
  | 'prices'
  /** It does not tell for which models. */
  | 'not-broken-down';

/** What Moonlock and the agent itself say that a session has cost. */
export interface Reconciliation {
  /** Whether the agent accounts for the session as a whole, or for single requests, of which these are the sum. */
  readonly basis: 'session' | 'requests';
  /** When the agent closed its account; null for single requests. */
  readonly asOf: number | null;
  /** How many requests of Moonlock's are compared. */
  readonly requests: number;
  /** Requests that came after the agent's account and are not compared. */
  readonly laterRequests: number;
  /** What these cost at list prices, in US dollars. */
  readonly ownUsd: number;
  readonly agentUsd: number;
  /** The difference, agent's minus Moonlock's, in parts that add up to it, the largest first. */
  readonly residual: readonly {
    readonly cause: ResidualCause;
    readonly usd: number;
    /** As logged: foreign text. */
    readonly models: readonly string[];
  }[];
}

/** One agent session, as a row of the list. All texts are foreign. */
export interface SessionRow extends Spend {
  readonly agent: string;
  readonly id: string;
  readonly title: string | null;
  /** Working folder as logged; for a git worktree, the folder of its repository. */
  readonly project: string;
  readonly branch: string | null;
  readonly startedAt: number;
  readonly lastRequestAt: number;
  /** Models in order of tokens spent. */
  readonly models: readonly string[];
  /** What the person typed. */
  readonly prompts: number;
  readonly subagents: number;
  readonly context: ContextFill | null;
  /** Null where the agent logged no cost of its own. */
  readonly reconciliation: Reconciliation | null;
}

/** The whole dashboard: a view asks for it when it becomes visible and gets a newer one whenever it changes. */
export interface DashboardModel {
  readonly status: StatusModel;
  /** Null when no window is open. */
  readonly spend: SpendSeries | null;
  readonly periods: readonly PeriodTotals[];
  /** Newest first, at most 20. */
  readonly sessions: readonly SessionRow[];
  readonly ledger: {
    readonly requests: number;
    readonly sessions: number;
    /** Time of the oldest request, or null for an empty ledger. */
    readonly since: number | null;
  };
}
