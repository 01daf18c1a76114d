/** What the engine may know of the machine and the person's environment. */
export interface Environment {
  /** The person's home folder. */
  readonly home: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Extra configuration folders by agent id, from the person's settings. */
  readonly extraFolders?: Readonly<Record<string, readonly string[]>>;
  /** The operating system in Node's words (`process.platform`); Linux if left out. */
  readonly platform?: string;
}

/** Token counters of one record, non-negative integers. */
export interface Counters {
  /** Prompt tokens that were neither read from nor written to a cache. */
  readonly input: number;
  readonly output: number;
  /** Tokens written to a cache, of any lifetime. */
  readonly cacheCreation: number;
  /** Of these, the ones that live for an hour. */
  readonly cacheCreation1h: number;
  readonly cacheRead: number;
  readonly reasoning: number;
  readonly webSearches: number;
}

/** How far a row's figures can be trusted. */
export type Confidence =
  /** What the vendor reported when the answer was complete. */
  | 'final'
  /** The request was made, but the log holds less than all of it. */
  | 'partial'
  /** Worked out from something else. */
  | 'estimated';

/** Why a row is not final. The words for people are in `protocol/confidence.ts`. */
export type ConfidenceReason =
  /** The answer's last record says that it was still being written. */
  | 'unfinished'
  /** Written by an agent version that is known to log only a part of the output. */
  | 'version'
  /** The log holds the output only; the prompt side comes with the session's end, which is not there. */
  | 'output-only'
  /** A running total of the session: the time of each part is when it was first seen. */
  | 'session-total'
  /** Kept by a Moonlock that did not note it; the log is gone. */
  | 'not-noted';

/** What one record of a log says about one API request. Several records may speak of the same request. */
export interface UsageRecord {
  readonly kind: 'usage';
  /** Milliseconds since the epoch, UTC. */
  readonly at: number;
  /** Where this stands for several records that were merged: the times of the earliest and the latest of them. */
  readonly span?: { readonly from: number; readonly to: number };
  /** Where in its file the record stands: the byte offset of a line, else the number of the record. */
  readonly offset: number;
  /** What makes it one request, unique within the agent. */
  readonly key: string;
  /**
   * Tells requests apart should `key` turn out to be shared by several (a gateway that stamps every answer with one id).
   * Null where `key` can be trusted.
   */
  readonly discriminator: string | null;
  /**
   * Keys of requests of which this record may be a mere copy under a key of its own (the history that a forked session
   * brings along): if the ledger holds one of them, now or later, this record is no request.
   */
  readonly copyOf: readonly string[];
  /** Whether a later record of the same key replaces an earlier one, instead of completing it. */
  readonly supersedes: boolean;
  /**
   * Whether the counters are what a running total has grown by since the record before. Of two records of one key the one
   * that grew less is right: the other one's file lacks something that came before.
   */
  readonly growth: boolean;
  /** Session id as logged. */
  readonly session: string;
  readonly model: string;
  /** Working folder as logged. */
  readonly project: string;
  readonly branch: string | null;
  readonly counters: Counters;
  /** What the agent itself says that the request cost, in US dollars. */
  readonly costUsd: number | null;
  /** Tokens in the model's context at this request, where that is not the sum of the prompt's counters. */
  readonly contextTokens: number | null;
  /** Size of the model's context, where the log tells it. */
  readonly contextWindow: number | null;
  /** A copy of another transcript's record (live progress of a sub-agent). */
  readonly mirror: boolean;
  /** Written by a side chain: a sub-agent or a side question. */
  readonly sidechain: boolean;
  /** The agent's own message, behind which stands no API request. */
  readonly local: boolean;
  /** The agent's version. */
  readonly version: string | null;
  /** What the request was served as, where that is not the standard: `fast`, `priority`, `batch`, `flex`. */
  readonly tier: string | null;
  /** Where the model was asked to run, if that costs extra: `us`. */
  readonly geo: string | null;
  readonly confidence: Confidence;
  /** Null for a final record. */
  readonly confidenceReason: ConfidenceReason | null;
}

/** How good a session's name is. A better one replaces a worse one; of equals the first stays, of given ones the last. */
export type TitleSource =
  /** The first thing that the person typed. */
  | 'prompt'
  /** A name that the agent or the person gave it. */
  | 'given';

/** A name for a session, good for a list. */
export interface TitleRecord {
  readonly kind: 'title';
  readonly session: string;
  readonly title: string;
  readonly source: TitleSource;
}

/** Something that the person typed. */
export interface PromptRecord {
  readonly kind: 'prompt';
  readonly session: string;
  readonly at: number;
  /** What makes it one prompt, unique within the agent: copies of a session's history repeat it. */
  readonly key: string;
}

/** A sub-agent that a session started. */
export interface SubagentRecord {
  readonly kind: 'subagent';
  /** The session that started it. */
  readonly session: string;
  readonly at: number;
  /** What makes it one sub-agent, unique within the agent. */
  readonly key: string;
}

/** What the agent itself says that a session has cost so far. A later one replaces an earlier one. */
export interface SessionCostRecord {
  readonly kind: 'session-cost';
  readonly session: string;
  readonly at: number;
  readonly costUsd: number;
  /** The same by model, with what it counted, where the log tells. */
  readonly models: readonly { readonly model: string; readonly costUsd: number | null; readonly counters: Counters }[];
}

/** Whatever a record of a log can tell. */
export type AgentRecord = UsageRecord | TitleRecord | PromptRecord | SubagentRecord | SessionCostRecord;

/** A folder that may hold an agent's logs. It need not exist. */
export interface LogRoot {
  /** Where the logs lie: walked to any depth. */
  readonly folder: string;
  /** The agent's configuration folder, which may carry the sample marker. */
  readonly config: string;
}

/** A log file, as far as a reader needs to know it. */
export interface LogFileInfo {
  /** Absolute path. */
  readonly path: string;
  /** The same, relative to its root. */
  readonly relativePath: string;
  /** Time of the last change, milliseconds since the epoch. */
  readonly mtimeMs: number;
}

/**
 * Reads one file's lines, in order. One without `state` must make the same of a line every time, and what kinds of
 * records that is must not hang on characters beyond ASCII: it may be given the line with these misread first.
 */
export interface LineReader {
  /** What a parsed line says. Must not throw, whatever it is given. `offset`: byte offset of the line's start. */
  read(line: unknown, offset: number): readonly AgentRecord[];
  /** What the lines so far leave behind for those to come, as JSON text; undefined if nothing. */
  state?(): string | undefined;
}

/** A byte sequence that marks a line as worth parsing. */
export interface Needle {
  readonly text: string;
  /** A line that holds this too is passed over, unless another needle marks it. */
  readonly unless?: string;
}

/** One JSON value a line; lines are only ever added. Read on from where it was left. */
export interface LineFormat {
  readonly kind: 'lines';
  /** How the file is packed. Packed files are read as a whole whenever they change. */
  readonly compression?: 'zstd';
  /** At least one stands in every line that matters. Lines without any are not parsed, except at the file's start. */
  readonly needles: readonly Needle[];
  /** Lines that start in the first so many bytes are parsed in any case; {@link HEAD_BYTES} if nothing is said. */
  readonly headBytes?: number;
  /** Makes a reader, at the file's start or with the `state` that an earlier reader left. */
  open(file: LogFileInfo, state: string | undefined): LineReader;
}

/** One JSON document, written anew as a whole. Read as a whole whenever it changes; its records are merged by their keys. */
export interface DocumentFormat {
  readonly kind: 'document';
  /** What a parsed document says. Must not throw, whatever it is given. */
  read(document: unknown, file: LogFileInfo): readonly AgentRecord[];
}

/** Asks a database. Rows come by column name; text, numbers and null as they are, the rest as bytes. */
export type DatabaseQuery = (
  sql: string,
  ...params: (string | number | null)[]
) => Iterable<Readonly<Record<string, unknown>>>;

/** What a turn of reading a database brought. */
export interface DatabaseReading {
  readonly records: readonly AgentRecord[];
  /** What the next reading is to know, as JSON text. */
  readonly state: string;
  /** False if the database holds more than was read in this turn. */
  readonly complete: boolean;
}

/** An SQLite database, which its owner may be writing to. Read on from `state` whenever it or its write-ahead log changes. */
export interface DatabaseFormat {
  readonly kind: 'database';
  /** What is new or different since `state` was made. Must not throw for any contents; errors of `query` may pass. */
  read(query: DatabaseQuery, file: LogFileInfo, state: string | undefined): DatabaseReading;
}

/** How a log file is read. */
export type LogFormat = LineFormat | DocumentFormat | DatabaseFormat;

/** One coding agent: where its logs lie and how they become records. Adding an agent is adding one of these. */
export interface Agent {
  /** Stable id, used in reports and the database. The name for people is made of it: `agentName` in protocol/names.ts. */
  readonly id: string;
  /** Length of its limit window in milliseconds, or null where it has none. */
  readonly windowMs: number | null;
  /** Whether its output tokens include the reasoning; where not, a total adds both. */
  readonly reasoningInOutput: boolean;
  roots(environment: Environment): readonly LogRoot[];
  /** Whether logs may lie in a folder below a root, or further down in it. Without it, logs may lie anywhere. */
  enters?(relativeFolder: string): boolean;
  /** How a file below a root is read; undefined if it is no log of this agent. */
  format(relativePath: string): LogFormat | undefined;
}

/** Most agents begin a file with lines of other kinds, which tell what it is about. */
export const HEAD_BYTES = 16 * 1024;
