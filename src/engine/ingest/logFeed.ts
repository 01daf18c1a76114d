import type { Agent } from '../agents/agent.ts';
import { codeOf, messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import type { LogFile } from './discover.ts';
import type { LogReader, LogReading, OnBytes } from './logReader.ts';

/** What a feed works with. */
export interface FeedOptions {
  readonly store: LedgerStore;
  readonly log: Logger;
  readonly onBytes: OnBytes;
  /** Requests were added or changed, with their times. */
  readonly onRequests: (agent: Agent, times: readonly number[]) => void;
}

interface Turn {
  readonly file: LogFile;
  readonly reading: LogReading;
}

/** Reads log files and puts what they say into the store, together with how far they were read. */
export class LogFeed {
  readonly #options: FeedOptions;
  readonly #complaints = new Map<string, string>();
  readonly #reading = new Set<string>();

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** What could not be read, by file. */
  get complaints(): ReadonlyMap<string, string> {
    return this.#complaints;
  }

  /** Whether a file is just being read: two readings of one file must not overlap. */
  isReading(file: LogFile): boolean {
    return this.#reading.has(file.path);
  }

  /**
   * Reads files up to their ends, or until `isEnough`, all of them turn by turn. A turn is committed as a whole.
   * Files that are just being read are left out.
   */
  async read(files: readonly LogFile[], reader: LogReader, isEnough: () => boolean): Promise<void> {
    const mine = files.filter((file) => !this.isReading(file));
    for (const file of mine) this.#reading.add(file.path);
    try {
      for (let rest = mine; rest.length > 0;) {
        const kept = this.#commit(await this.#readTurns(rest, reader));
        if (isEnough()) return;
        rest = kept.filter(({ reading }) => !reading.complete).map(({ file }) => file);
      }
    } finally {
      for (const file of mine) this.#reading.delete(file.path);
    }
  }

  /** Notes and logs what could not be read, once. */
  complain(about: string, complaint: string): void {
    if (this.#complaints.get(about) === complaint) return;
    this.#complaints.set(about, complaint);
    this.#options.log('warn', complaint);
  }

  async #readTurns(files: readonly LogFile[], reader: LogReader): Promise<Turn[]> {
    const { store, onBytes } = this.#options;
    const wanted = files.map((file) => ({ file, cursor: store.cursor(file.path) }));
    const turns: Turn[] = [];
    for (const [i, reading] of (await reader.read(wanted, onBytes)).entries()) {
      const file = files[i]!;
      if (reading instanceof Error) this.#refuse(file, reading);
      else turns.push({ file, reading });
    }
    return turns;
  }

  /** Returns what is in the store now. Where something is refused, all the rest is kept. */
  #commit(turns: readonly Turn[]): readonly Turn[] {
    try {
      this.#commitAll(turns.filter(({ reading }) => reading.change !== 'unchanged'));
    } catch (error) {
      if (turns.length > 1) return turns.flatMap((turn) => this.#commit([turn]));
      this.#refuse(turns[0]!.file, error);
      return [];
    }
    for (const { file, reading } of turns) {
      this.#complaints.delete(unreadable(file));
      if (reading.complaint) this.complain(file.path, reading.complaint);
      else if (reading.change === 'replaced') this.#complaints.delete(file.path);
    }
    return turns;
  }

  #commitAll(turns: readonly Turn[]): void {
    if (turns.length === 0) return;
    const { store, onRequests } = this.#options;
    const commits = turns.map(({ file: { agent, path }, reading: { cursor, records } }) => ({
      agent: agent.id,
      path,
      cursor,
      records,
    }));
    const times = store.commit(commits);
    for (const agent of new Set(turns.map(({ file }) => file.agent))) {
      const own = times.get(agent.id);
      if (own) onRequests(agent, own);
    }
  }

  #refuse(file: LogFile, error: unknown): void {
    if (codeOf(error) === 'ENOENT') return; // it went away between the look and the reading
    this.complain(unreadable(file), `${file.path} could not be read: ${messageOf(error)}`);
  }
}

/** The key under which it is told that a file cannot be read at all. Bad lines in it are told under its path. */
function unreadable(file: LogFile): string {
  return `unreadable:${file.path}`;
}
