import type { Agent, Environment, LogRoot } from '../agents/agent.ts';
import type { Clock } from '../clock/clock.ts';
import { codeOf, messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import { coalesce } from '../../protocol/coalesce.ts';
import type { ScanProgress } from '../../protocol/viewModels.ts';
import { type Discovery, discover, isFolder, type LogFile, logFileAt } from './discover.ts';
import { databasePath } from './databaseStat.ts';
import { readLog } from './logReader.ts';
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
}

/** The sweep that finds what the watcher missed. */
const SWEEP_MS = 30_000;
const PROGRESS_MS = 200;
const DATABASE_MS = 1_000;

/** Keeps the ledger equal to the logs: one full look at the start, then whatever the watcher or the sweep finds. */
export class Ingester {
  readonly #options: IngesterOptions;
  readonly #watcher: FolderWatcher;
  readonly #complaints = new Map<string, string>();
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
    return this.#complaints;
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
    for (const file of stale) {
      if (this.#closed) return;
      if (this.#paused) break;
      await this.#read(file, () => this.#paused);
      await this.#readUrgent();
    }
    const before = this.#progress;
    this.#progress =
      this.#paused && stale.length > 0
        ? { ...before, state: 'paused' }
        : { ...before, state: 'watching', bytesDone: before.bytesTotal };
    this.#options.onProgress(this.#progress);
  }

  async #discover(): Promise<void> {
    const { agents, environment, log } = this.#options;
    do this.#discovery = await discover(rootsOf(agents, environment), pause);
    while (this.#watching && this.#follow()); // what came between the look and the watch would go unseen
    this.#known = new Map(this.#discovery.files.map((file) => [file.path, file]));
    for (const failure of this.#discovery.failures) this.#complain(failure, failure, log);
  }

  async #readUrgent(): Promise<void> {
    for (const file of this.#urgent) {
      this.#urgent.delete(file);
      await this.#read(file);
    }
  }

  async #read(file: LogFile, isEnough = () => false): Promise<void> {
    const { log } = this.#options;
    try {
      while (!(await this.#readTurn(file)) && !this.#closed && !isEnough());
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return; // it went away between the look and the reading
      this.#complain(unreadable(file), `${file.path} could not be read: ${messageOf(error)}`, log);
    }
  }

  /** Returns whether the file has been read to its end. */
  async #readTurn(file: LogFile): Promise<boolean> {
    const { store, log, onRequests } = this.#options;
    const { change, cursor, records, complaint, complete } = await readLog(
      file,
      store.cursor(file.path),
      store,
      (bytes) => this.#advance(bytes),
    );
    this.#complaints.delete(unreadable(file));
    if (change === 'unchanged') {
      if (complaint) this.#complain(file.path, complaint, log);
      return true;
    }
    const times = store.commit({ agent: file.agent.id, path: file.path, cursor, records });
    if (complaint) this.#complain(file.path, complaint, log);
    else if (change === 'replaced') this.#complaints.delete(file.path);
    if (times.length > 0) onRequests(file.agent, times);
    return complete;
  }

  #complain(about: string, complaint: string, log: Logger): void {
    if (this.#complaints.get(about) === complaint) return;
    this.#complaints.set(about, complaint);
    log('warn', complaint);
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

/** The key under which it is told that a file cannot be read at all. Bad lines in it are told under its path. */
function unreadable(file: LogFile): string {
  return `unreadable:${file.path}`;
}

function* rootsOf(agents: readonly Agent[], environment: Environment): Generator<{ agent: Agent; root: LogRoot }> {
  for (const agent of agents) for (const root of agent.roots(environment)) yield { agent, root };
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
