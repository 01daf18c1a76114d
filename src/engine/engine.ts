import { AGENTS } from './agents/index.ts';
import type { Agent, Environment } from './agents/agent.ts';
import { Calendar } from './clock/calendar.ts';
import type { Clock } from './clock/clock.ts';
import { makeDashboard, openWindow, type OpenWindow } from './dashboard.ts';
import { messageOf } from './errors.ts';
import { Ingester } from './ingest/ingester.ts';
import type { PriceTable } from './ledger/prices/priceTable.ts';
import { makeReport, type Report, type ReportQuery } from './ledger/report.ts';
import { WindowTracker } from './limits/windowTracker.ts';
import type { Logger } from './logger.ts';
import { RunningPeriods } from './periodSums.ts';
import { listSessions, type SessionQuery } from './sessions/listSessions.ts';
import type { LedgerStore } from './store/ledgerStore.ts';
import { formatBytes } from '../protocol/format.ts';
import type { DashboardModel, Problem, ScanProgress, SessionRow, StatusModel } from '../protocol/viewModels.ts';

/** What an engine is made of. */
export interface EngineOptions {
  readonly environment: Environment;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Days of the dashboard are days of this time zone. */
  readonly timeZone: string;
  /** Path of the script of the threads that read a large backlog; without it everything is read in this one. */
  readonly readerPath?: string;
  readonly prices: PriceTable;
  /** What went wrong before the engine came to life. */
  readonly problems?: readonly Problem[];
}

/** How long after a change the ledger is saved. What a crash loses by then is read again from the logs. */
const SAVE_AFTER_MS = 60_000;

/** What is due later is found by the sweeps. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** Puts the rooms together: logs in, models out. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #calendar: Calendar;
  readonly #ingester: Ingester;
  readonly #periods: RunningPeriods;
  readonly #trackers: ReadonlyMap<Agent, WindowTracker>;
  readonly #listeners = new Set<() => void>();
  #scanned = false;
  #closed = false;
  #saveTimer: unknown;
  #expiryTimer: unknown;
  #saveProblem: Problem | undefined;

  constructor(options: EngineOptions) {
    const { environment, store, clock, log } = options;
    this.#options = options;
    this.#calendar = new Calendar(options.timeZone);
    this.#periods = new RunningPeriods(store, options.prices);
    this.#trackers = new Map(AGENTS.map((agent) => [agent, new WindowTracker(agent, store)]));
    this.#ingester = new Ingester({
      agents: AGENTS,
      environment,
      store,
      clock,
      log,
      onRequests: (agent, times) => {
        this.#trackers.get(agent)?.note(times);
        this.#periods.note(times);
        this.#saveSoon();
        this.#changed();
      },
      onProgress: () => this.#changed(),
      readerPath: options.readerPath,
    });
  }

  /** Calls `listener` whenever a model may have changed; returns a function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads every log now, also what a pause has left. */
  async refresh(): Promise<void> {
    this.#ingester.resume();
    await this.scan();
  }

  /** Leaves what is still unread for later, until `refresh`. What is being written goes on being read. */
  pause(): void {
    this.#ingester.pause();
  }

  /** Reads every log once. */
  async scan(): Promise<void> {
    await this.#ingester.scan();
    this.#scanned = true;
    this.#changed();
  }

  /** Reads every log and keeps reading what is added, until `close`. */
  async run(): Promise<void> {
    this.#ingester.watch();
    await this.scan();
    if (this.#closed) return;
    const { files } = this.#ingester.progress;
    const { requests, sessions } = this.#options.store.summary();
    this.#options.log(
      'info',
      `In the ledger: ${requests} requests, ${sessions} sessions. Log files watched: ${files}.`,
    );
    await this.#save();
  }

  status(): StatusModel {
    return this.look().status;
  }

  dashboard(): DashboardModel {
    return this.look().dashboard();
  }

  /** The status of this moment, and the dashboard around it for whoever wants that too. */
  look(): { readonly status: StatusModel; readonly dashboard: () => DashboardModel } {
    const open = this.#window();
    const status = this.#status(open);
    const { store, prices } = this.#options;
    const sources = { store, prices, calendar: this.#calendar, periods: this.#periods };
    return { status, dashboard: () => makeDashboard(sources, status, open) };
  }

  /** @throws RangeError for a query that makes no sense */
  report(query: ReportQuery): Report {
    const { store, prices, clock } = this.#options;
    return makeReport(store, prices, query, clock.now());
  }

  /** @throws RangeError for a query that makes no sense */
  sessions(query: SessionQuery): SessionRow[] {
    const { store, prices } = this.#options;
    return listSessions(store, prices, query);
  }

  /** Ends after the work in progress and puts everything on disk. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.clock.clearTimeout(this.#saveTimer);
    this.#options.clock.clearTimeout(this.#expiryTimer);
    await this.#ingester.close();
    await this.#save();
    this.#options.store.close();
  }

  /** The window that is open now. */
  #window(): OpenWindow | undefined {
    const { store, prices, clock } = this.#options;
    const now = clock.now();
    for (const [agent, tracker] of this.#trackers) {
      const open = tracker.at(now);
      if (open) return openWindow(store, prices, agent, open);
    }
    return undefined;
  }

  #status(open: OpenWindow | undefined): StatusModel {
    const { store, clock } = this.#options;
    this.#tellAtNextChange();
    const lastAt = store.lastRequestAt();
    const found = this.#ingester.progress.files > 0 || lastAt !== null;
    return {
      generatedAt: clock.now(),
      state: open ? 'open' : !found && this.#scanned ? 'no-logs' : this.#scanned ? 'no-window' : 'starting',
      window: open?.window ?? null,
      lastRequestAt: lastAt,
      scan: this.#ingester.progress,
      sample: this.#ingester.roots.some(({ sample }) => sample),
      problems: this.#problems(),
    };
  }

  /** Windows open and end by the clock as well as by what is logged. */
  #tellAtNextChange(): void {
    const { clock } = this.#options;
    const now = clock.now();
    const next = Math.min(...[...this.#trackers.values()].map((tracker) => tracker.nextChange(now)));
    clock.clearTimeout(this.#expiryTimer);
    if (this.#closed || next - now > LONGEST_WAIT_MS) return;
    this.#expiryTimer = clock.setTimeout(() => this.#changed(), Math.max(0, next - now) + 1);
  }

  #problems(): Problem[] {
    const { problems = [] } = this.#options;
    return [
      ...problems,
      ...(this.#saveProblem ? [this.#saveProblem] : []),
      ...pausedProblem(this.#ingester.progress),
      ...unreadProblem(this.#ingester.complaints.size),
    ];
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #saveSoon(): void {
    this.#saveTimer ??= this.#options.clock.setTimeout(() => {
      this.#saveTimer = undefined;
      void this.#save();
    }, SAVE_AFTER_MS);
  }

  async #save(): Promise<void> {
    const { store, log } = this.#options;
    try {
      const outcome = await store.save();
      this.#saveProblem = undefined;
      if (outcome !== 'superseded' || this.#closed) return;
      log('info', 'Another window has saved the ledger. Its state was taken over.');
      for (const tracker of this.#trackers.values()) tracker.reset();
      this.#periods.reset();
      await this.scan();
    } catch (error) {
      const message = `The ledger could not be saved (${messageOf(error)}). Figures stay right while this window is open; the logs are read again next time.`;
      if (!this.#saveProblem) log('error', message);
      this.#saveProblem = { id: 'save', severity: 'warning', message };
      this.#changed();
    }
  }
}

function pausedProblem({ state, bytesDone, bytesTotal }: ScanProgress): Problem[] {
  if (state !== 'paused') return [];
  const left = formatBytes(Math.max(0, bytesTotal - bytesDone));
  const message = `Reading was paused: ${left} of logs are not counted yet. Refresh goes on with it.`;
  return [{ id: 'paused', severity: 'warning', message }];
}

/** One sentence for all files: the log has the particulars, and old logs are no emergency. */
function unreadProblem(files: number): Problem[] {
  if (files === 0) return [];
  const which = files === 1 ? 'one log file' : `${files} log files`;
  return [
    {
      id: 'unread',
      severity: 'info',
      message: `A part of ${which} could not be read; all the rest was counted. The log tells which.`,
    },
  ];
}
