/** What the engine may know of the machine and the person's environment. */
export interface Environment {
  /** The person's home folder. */
  readonly home: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Extra configuration folders by agent id, from the person's settings. */
  readonly extraFolders?: Readonly<Record<string, readonly string[]>>;
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

/** What one log line says about one API request. Several lines may speak of the same request. */
export interface UsageRecord {
  readonly kind: 'usage';
  /** Milliseconds since the epoch, UTC. */
  readonly at: number;
  /** Byte offset of the line in its file. */
  readonly offset: number;
  /** What makes it one request, unique within the agent. */
  readonly key: string;
  /**
   * Tells requests apart should `key` turn out to be shared by several (a gateway that stamps every answer with one id).
   * Null where `key` can be trusted.
   */
  readonly discriminator: string | null;
  /** Session id as logged. */
  readonly session: string;
  readonly model: string;
  /** Working folder as logged. */
  readonly project: string;
  readonly branch: string | null;
  readonly counters: Counters;
  /** A copy of another transcript's record (live progress of a sub-agent). */
  readonly mirror: boolean;
  /** Written by a side chain: a sub-agent or a side question. */
  readonly sidechain: boolean;
  /** The agent's own message, behind which stands no API request. */
  readonly local: boolean;
}

/** A name for a session, good for a list. */
export interface TitleRecord {
  readonly kind: 'title';
  readonly session: string;
  readonly title: string;
}

/** Whatever a line can tell. */
export type AgentRecord = UsageRecord | TitleRecord;

/** Where a line stands. */
export interface LinePosition {
  /** Absolute path of the file. */
  readonly path: string;
  /** The same, relative to its root. */
  readonly relativePath: string;
  /** Byte offset of the line's start. */
  readonly offset: number;
}

/** A folder that may hold an agent's logs. It need not exist. */
export interface LogRoot {
  /** Where the logs lie: walked to any depth. */
  readonly folder: string;
  /** The agent's configuration folder, which may carry the sample marker. */
  readonly config: string;
}

/** One coding agent: where its logs lie and how a line becomes records. Adding an agent is adding one of these. */
export interface Agent {
  /** Stable id, used in reports and the database. */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  /** Length of its limit window in milliseconds, or null where it has none. */
  readonly windowMs: number | null;
  /** Whether its output tokens include the reasoning; where not, a total adds both. */
  readonly reasoningInOutput: boolean;
  roots(environment: Environment): readonly LogRoot[];
  /** Whether a file below a root is a log of this agent. */
  isLog(relativePath: string): boolean;
  /**
   * Byte sequences of which at least one stands in every line that carries usage. Lines without any are not parsed,
   * except in the first {@link HEAD_BYTES} of a file.
   */
  readonly needles: readonly string[];
  /** What a parsed line says, or undefined. Must not throw, whatever it is given. */
  read(line: unknown, position: LinePosition): AgentRecord | undefined;
}

/** Every line that starts in the first so many bytes of a file is parsed: there stands what names the session. */
export const HEAD_BYTES = 16 * 1024;
