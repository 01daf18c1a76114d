import type { AgentRecord, Counters, DatabaseQuery } from '../agents/agent.ts';
import type { FileCursor } from '../ingest/cursor.ts';
import type { Detail } from '../ledger/detail.ts';
import type { AgentAccount } from '../ledger/reconciliation.ts';

/** What was read from one log file, and how far: kept or lost together. */
export interface Commit {
  readonly agent: string;
  /** Absolute path of the log file. */
  readonly path: string;
  readonly cursor: FileCursor;
  readonly records: readonly AgentRecord[];
}

/** Limits a query. Times in milliseconds since the epoch: from `since` on, before `until`. */
export interface RequestFilter {
  readonly agent?: string;
  readonly since?: number;
  readonly until?: number;
}

/** The sum of some requests that agree in all of these. */
export interface Cell {
  readonly agent: string;
  readonly session: string;
  readonly model: string;
  readonly project: string;
  readonly detail: Detail;
  /** Start of the 15 minutes in which the requests lie, milliseconds since the epoch. */
  readonly quarter: number;
  readonly requests: number;
  readonly counters: Counters;
}

/** The sum of some requests of one model in one stretch of time. */
export interface Bucket {
  readonly agent: string;
  /** Number of the stretch, 0 for the one that begins at `since`. */
  readonly index: number;
  readonly model: string;
  readonly requests: number;
  readonly counters: Counters;
}

/** The sum of a UTC day's requests that agree in all of these. Prices change at midnight UTC. */
export interface CostSum extends Omit<Cell, 'session'> {
  /** Start of the first 15 minutes of that day in which such requests lie. */
  readonly quarter: number;
}

/** The sum of some requests of which the agent itself logged what each cost. */
export interface LoggedCost extends Cell {
  /** The agent's figures, in US dollars. */
  readonly usd: number;
}

/** What is known of an agent session beyond its requests. */
export interface SessionFacts {
  readonly agent: string;
  readonly session: string;
  readonly title: string | null;
  readonly branch: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  /** What the person typed. */
  readonly prompts: number;
  readonly subagents: number;
  /** What was in the model's context at the session's last request, sub-agents left out. */
  readonly context: {
    readonly tokens: number;
    /** Its size, where the log tells. */
    readonly window: number | null;
    readonly model: string;
    readonly at: number;
  } | null;
  /** What the agent itself says that the session has cost. */
  readonly reportedCost: AgentAccount | null;
}

/** How far the whole ledger reaches. */
export interface LedgerReach {
  readonly sessions: number;
  readonly firstAt: number | null;
}

/** Size and reach of the whole ledger. */
export interface LedgerSummary extends LedgerReach {
  readonly requests: number;
}

/** What became of a save. */
export type SaveOutcome = 'saved' | 'unchanged' | 'superseded';

/** The ledger, in its own words. What is behind it (SQLite, files) is the store's business alone. */
export interface LedgerStore {
  /** How far a log file has been read, or undefined if it is new. */
  cursor(path: string): FileCursor | undefined;
  /**
   * Takes in what was read of some files, all or nothing. Reading the same again changes nothing.
   * @returns by agent, when the requests began that are new or different, in no order
   */
  commit(commits: readonly Commit[]): ReadonlyMap<string, readonly number[]>;
  /** Sums by agent, session, model, project and quarter of an hour. */
  cells(filter: RequestFilter): Cell[];
  /** Sums by agent, model, project, detail and UTC day, from `since` on and before `until`, whole quarters of an hour. */
  costSums(since?: number, until?: number): CostSum[];
  /** Sums of the requests of which agents logged a cost, by session, model, project, detail and quarter of an hour. */
  loggedCosts(filter: RequestFilter): LoggedCost[];
  /** Sums of one agent by model and stretch of `bucketMs`, counted from `since`. */
  buckets(filter: Required<RequestFilter>, bucketMs: number): Bucket[];
  /** When an agent's requests from `since` on began, as far as is known, ascending; its own local messages left out. */
  requestTimes(agent: string, since: number): number[];
  /** Sessions by their last request, newest first: all, or those that had requests in the time of the filter. */
  recentSessions(limit: number, filter?: RequestFilter): SessionFacts[];
  /** Sums of one session, by model, project and quarter of an hour. */
  sessionCells(agent: string, session: string): Cell[];
  /** Cheaper than the whole {@link LedgerSummary}. */
  reach(): LedgerReach;
  summary(): LedgerSummary;
  /** Time of the newest request, or null. */
  lastRequestAt(): number | null;
  /**
   * Puts everything on disk. Where another process has done so since, its state is taken over instead: the caller then
   * has to read again what the cursors say is unread.
   */
  save(): Promise<SaveOutcome>;
  /**
   * Reads another program's SQLite database as of its last commit, without its owner noticing.
   * @throws the file system's error, or one that says that the database is damaged or was being written all the time
   */
  readForeign<T>(path: string, use: (query: DatabaseQuery) => T): T;
  /** Frees the memory. Saves nothing. */
  close(): void;
}
