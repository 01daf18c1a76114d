import type { Agent, Environment, LogRoot } from '../agents/agent.ts';
import type { Clock } from '../clock/clock.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import { coalesce } from '../../protocol/coalesce.ts';
import type { ScanProgress } from '../../protocol/viewModels.ts';
import { type Discovery, discover, isFolder, type LogFile, logFileAt } from './discover.ts';
import { databasePath } from './databaseStat.ts';
import { LogFeed } from './logFeed.ts';
import { type LogReader, readerHere } from './logReader.ts';
import { ReaderPool } from './readerPool.ts';
import { FolderWatcher } from './watcher.ts';

/** What the ingester works with. */
export interface IngesterOptions {
  readonly agents: readonly Agent[];
  readonly environment: Environment;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Requests were added or changed, with their times. */
  readonly onRequests: (agent: Agent, times: readonly number[]) => void;
  readonly onProgress: (progress: ScanProgress) => void;
  /** Path of the script of the threads that read a large backlog; without it everything is read in this one. */
  readonly readerPath?: string | undefined;
}

/** The sweep that finds what the watcher missed. */
const SWEEP_MS = 30_000;
const PROGRESS_MS = 200;
const DATABASE_MS = 1_000;
/** From so many unread bytes on, threads of their own are worth their start. */
const LARGE_BACKLOG = 32e6;
/** So much is read of a large backlog at a time, and committed together: in most files there is little. */
const LIST_BYTES = 4e6;

/** Keeps the ledger equal to the logs: one full look at the start, then whatever the watcher or the sweep finds. */
export class Ingester {
  readonly #options: IngesterOptions;
  readonly #watcher: FolderWatcher;
  readonly #feed: LogFeed;
  readonly #here: LogReader;
  #discovery: Discovery = { files: [], folders: [], roots: [], failures: [] };
  /** Files of the last discovery by path, so that an event needs no walk. */
  #known = new Map<string, LogFile>();
  /** Work is done in one line: two readings of one file must not overlap. */
  #work: Promise<void> = Promise.resolve();
  /** Files of which the watcher has told since they were last read: they go before everything else. */
  readonly #urgent = new Set<LogFile>();
  readonly #paces = new Map<string, () => void>();
  #sweep: unknown;
  #rediscovery: Promise<void> | undefined;
  #closed = false;
  #watching = false;
  #paused = false;
  #progress: ScanProgress = { state: 'scanning', files: 0, bytesDone: 0, bytesTotal: 0 };
  #lastProgressAt = 0;

  constructor(options: IngesterOptions) {
    this.#options = options;
    const { store, log, onRequests } = options;
    this.#here = readerHere(store);
    this.#feed = new LogFeed({ store, log, onRequests, onBytes: (bytes) => this.#advance(bytes) });
    this.#watcher = new FolderWatcher(
      { onEntry: (path) => this.#onEntry(path), onFolders: () => void this.#rediscover() },
      options.log,
    );
  }

  get progress(): ScanProgress {
    return this.#progress;
  }

  /** Roots that exist, with their agents. */
  get roots(): Discovery['roots'] {
    return this.#discovery.roots;
  }

  /** What could not be read, by file. */
  get complaints(): ReadonlyMap<string, string> {
    return this.#feed.complaints;
  }

  /** Looks at every log. Resolves when all of them are read. */
  scan(): Promise<void> {
    return this.#enqueue(() => this.#scan());
  }

  /** Leaves what is still unread of a running look for later. What is being written goes on being read. */
  pause(): void {
    this.#paused = this.#progress.state === 'scanning';
  }

  /** The next look reads everything again. */
  resume(): void {
    this.#paused = false;
  }

  /** From the next look on watches the logs, and sweeps over them, until `close`. */
  watch(): void {
    const { clock } = this.#options;
    this.#watching = true;
    const again = (): void => {
      this.#sweep = clock.setTimeout(
        () =>
          void this.scan()
            .catch(() => undefined)
            .finally(() => this.#closed || again()),
        SWEEP_MS,
      );
    };
    again();
  }

  /** Ends after the work in progress. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#options.clock.clearTimeout(this.#sweep);
    this.#watcher.close();
    await this.#work;
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const done = this.#work.then(() => (this.#closed ? undefined : task()));
    this.#work = done.catch((error: unknown) =>
      this.#options.log('error', `Reading the logs failed: ${messageOf(error)}`),
    );
    return done;
  }

  async #scan(): Promise<void> {
    await this.#discover();
    const { store } = this.#options;
    const stale = this.#discovery.files.filter((file) => {
      const cursor = store.cursor(file.path);
      return cursor?.size !== file.size || cursor.mtimeMs !== file.mtimeMs;
    });
    // The newest first: they decide what the person sees.
    stale.sort((a, b) => b.mtimeMs - a.mtimeMs);
    this.#progress = {
      state: this.#paused ? 'paused' : 'scanning',
      files: this.#discovery.files.length,
      bytesDone: 0,
      bytesTotal: sumOfUnread(stale, store),
    };
    if (stale.length > 0) this.#tell();
    await this.#readBacklog(stale);
    if (this.#closed) return;
    const before = this.#progress;
    this.#progress =
      this.#paused && stale.length > 0
        ? { ...before, state: 'paused' }
        : { ...before, state: 'watching', bytesDone: before.bytesTotal };
    this.#options.onProgress(this.#progress);
  }

  async #discover(): Promise<void> {
    const { agents, environment } = this.#options;
    do this.#discovery = await discover(rootsOf(agents, environment), pause);
    while (this.#watching && this.#follow()); // what came between the look and the watch would go unseen
    this.#known = new Map(this.#discovery.files.map((file) => [file.path, file]));
    for (const failure of this.#discovery.failures) this.#feed.complain(failure, failure);
  }

  /** Reads what a look has found, in several lanes if it is much. What is written meanwhile goes first. */
  async #readBacklog(files: readonly LogFile[]): Promise<void> {
    const { readerPath, log } = this.#options;
    const isLarge = this.#progress.bytesTotal >= LARGE_BACKLOG;
    const pool = isLarge && readerPath !== undefined ? new ReaderPool(readerPath, this.#here, log) : undefined;
    const lists = listsOf(files, pool ? LIST_BYTES : 0);
    const isEnough = (): boolean => this.#closed || this.#paused;
    const lane = async (): Promise<void> => {
      for (const list of lists) {
        if (isEnough()) return;
        const isPlain = list.every(({ format }) => format.kind !== 'database');
        await this.#feed.read(list, pool && isPlain ? pool : this.#here, isEnough);
        await this.#readUrgent();
      }
    };
    try {
      await Promise.all(Array.from({ length: pool?.lanes ?? 1 }, lane));
    } finally {
      await pool?.close();
    }
  }

  async #readUrgent(): Promise<void> {
    for (const file of this.#urgent) {
      if (this.#feed.isReading(file)) continue; // whoever reads it may have passed what is new: it stays urgent
      this.#urgent.delete(file);
      await this.#feed.read([file], this.#here, () => this.#closed);
    }
  }

  #onEntry(path: string): void {
    const file = this.#known.get(databasePath(path)) ?? logFileAt(path, this.#discovery.roots);
    if (!file) {
      if (isFolder(path)) void this.#rediscover();
      return;
    }
    this.#known.set(file.path, file);
    if (file.format.kind === 'database') this.#paced(file)();
    else this.#readNext(file);
  }

  #readNext(file: LogFile): void {
    this.#urgent.add(file);
    void this.#enqueue(() => this.#readUrgent()).catch(() => undefined);
  }

  /** Reads a database, which tells of each commit, every {@link DATABASE_MS} at the most. */
  #paced(file: LogFile): () => void {
    let read = this.#paces.get(file.path);
    if (!read) {
      read = coalesce(this.#options.clock, DATABASE_MS, () => this.#readNext(file));
      this.#paces.set(file.path, read);
    }
    return read;
  }

  /** Something new lies in a watched folder: walk, read what is new, watch new folders. */
  #rediscover(): Promise<void> {
    this.#rediscovery ??= this.#enqueue(async () => {
      this.#rediscovery = undefined; // whatever comes from now on may be missed by this walk
      await this.#scan();
    }).catch(() => undefined);
    return this.#rediscovery;
  }

  /** Returns whether a watch was added. */
  #follow(): boolean {
    if (this.#closed) return false;
    const { agents, environment } = this.#options;
    const present = new Set(this.#discovery.roots.map(({ root }) => root.folder));
    const missing = [...rootsOf(agents, environment)]
      .map(({ root }) => root.folder)
      .filter((folder) => !present.has(folder));
    return this.#watcher.follow(this.#discovery.folders, missing);
  }

  async #advance(bytes: number): Promise<void> {
    this.#progress = { ...this.#progress, bytesDone: this.#progress.bytesDone + bytes };
    if (this.#progress.state === 'scanning') this.#tell();
    await pause();
  }

  #tell(): void {
    const now = this.#options.clock.now();
    if (Math.abs(now - this.#lastProgressAt) < PROGRESS_MS) return;
    this.#lastProgressAt = now;
    this.#options.onProgress(this.#progress);
  }
}

function* rootsOf(agents: readonly Agent[], environment: Environment): Generator<{ agent: Agent; root: LogRoot }> {
  for (const agent of agents) for (const root of agent.roots(environment)) yield { agent, root };
}

/** Cuts a list of files into lists of so many bytes or one file, in order. */
function* listsOf(files: readonly LogFile[], bytes: number): Generator<LogFile[]> {
  let list: LogFile[] = [];
  let sum = 0;
  for (const file of files) {
    list.push(file);
    sum += file.size;
    if (sum < bytes) continue;
    yield list;
    [list, sum] = [[], 0];
  }
  if (list.length > 0) yield list;
}

function sumOfUnread(files: readonly LogFile[], store: LedgerStore): number {
  return files.reduce((sum, file) => {
    const read = store.cursor(file.path)?.offset ?? 0;
    return sum + (read <= file.size ? file.size - read : file.size);
  }, 0);
}

/** Gives the thread's other work its turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
