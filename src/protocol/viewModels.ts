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
  readonly byModel: readonly ModelTotals[];
}

/** Totals of one model, largest first wherever they come as a list. */
export interface ModelTotals {
  /** The model's id as logged: foreign text. */
  readonly model: string;
  readonly totals: TokenTotals;
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

/** A period for which the dashboard shows totals by model. */
export type Period = 'window' | 'today' | 'week' | 'all';

/** Totals of one period. */
export interface PeriodTotals {
  readonly period: Period;
  /** Start of the period, or null for all time. */
  readonly since: number | null;
  readonly totals: TokenTotals;
  readonly byModel: readonly ModelTotals[];
}

/** One agent session, as a row of the list. All texts are foreign. */
export interface SessionRow {
  readonly agent: string;
  readonly id: string;
  readonly title: string | null;
  /** Working folder as logged. */
  readonly project: string;
  readonly branch: string | null;
  readonly startedAt: number;
  readonly lastRequestAt: number;
  /** Models in order of tokens spent. */
  readonly models: readonly string[];
  readonly totals: TokenTotals;
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
