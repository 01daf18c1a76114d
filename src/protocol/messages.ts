import type { DashboardModel, StatusModel } from './viewModels.ts';

/** Method name → its parameter and result. */
export type Methods = Record<string, { params: unknown; result: unknown }>;

/** Event name → its payload. */
export type Events = Record<string, unknown>;

/** What the engine's thread is started with. The rest (home, environment, time zone) it sees by itself. */
export interface EngineSettings {
  /** The ledger's folder. */
  readonly storageFolder: string;
  /** Path of sql.js's `sql-wasm.wasm`. */
  readonly wasmPath: string;
  /** Path of the script of the threads that read large backlogs. */
  readonly readerPath: string;
  /** Extra configuration folders by agent id. */
  readonly extraFolders: Readonly<Record<string, readonly string[]>>;
  /** Prices of the person's own, in the form of the setting `moonlock.prices`; not checked yet. */
  readonly prices: unknown;
}

/** What the extension may ask of the engine. */
export type EngineMethods = {
  /** The present dashboard. */
  dashboard: { params: null; result: DashboardModel };
  /** Whether `dashboard` events are wanted. They are sent only while some view is visible. */
  watchDashboard: { params: { on: boolean }; result: null };
  /** Leaves what is still unread for later, until `refresh`. */
  pauseReading: { params: null; result: null };
  /** Looks at every log now, without waiting for a file event. Resolves when all of them are read. */
  refresh: { params: null; result: StatusModel };
  /** Saves and ends. Nothing may be asked afterwards. */
  close: { params: null; result: null };
};

/** What the engine tells the extension by itself. Every payload is the whole newest model, so that any may be lost. */
export type EngineEvents = {
  status: StatusModel;
  dashboard: DashboardModel;
  log: LogEntry;
};

/** One line for the log channel. */
export interface LogEntry {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Commands that a view may run. */
export const VIEW_COMMANDS = ['openDashboard', 'refresh', 'showLog'] as const;
/** One of {@link VIEW_COMMANDS}. */
export type ViewCommand = (typeof VIEW_COMMANDS)[number];

/** What a webview may ask of the extension. */
export type ViewMethods = {
  /** Sent once the view can draw; answered with all it needs. */
  ready: { params: null; result: DashboardModel };
  run: { params: { command: ViewCommand }; result: null };
};

/** What the extension tells a visible webview. */
export type ViewEvents = {
  dashboard: DashboardModel;
};
