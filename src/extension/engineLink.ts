import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import type { EngineEvents, EngineMethods, EngineSettings } from '../protocol/messages.ts';
import { type Connection, connect, RpcError } from '../protocol/rpc.ts';
import type { DashboardModel, StatusModel } from '../protocol/viewModels.ts';
import { timers } from './clock.ts';

type EngineConnection = Connection<EngineMethods, Record<string, never>>;

/** A saving that takes longer is cut off: VS Code gives all extensions together 5 s. */
const CLOSE_MS = 4_000;
/** Short-lived objects are nearly all that the engine makes. By default Node would let 40 MB more of them gather. */
const YOUNG_GENERATION_MB = 8;
const RESTART_MS = 1_000;
const MAX_RESTARTS = 3;

/** The extension's line to the engine's thread. Starts it, starts it anew after a crash, and relays its events. */
export class EngineLink implements Disposable {
  readonly #distFolder: string;
  readonly #log: LogOutputChannel;
  readonly #settings: () => Omit<EngineSettings, 'wasmPath' | 'readerPath'>;
  readonly #statusEmitter = new EventEmitter<StatusModel>();
  readonly #dashboardEmitter = new EventEmitter<DashboardModel>();
  readonly #downEmitter = new EventEmitter<void>();
  #worker: Worker | undefined;
  #connection: EngineConnection | undefined;
  #dashboardWanted = false;
  #crashes = 0;
  #closing = false;

  readonly onStatus = this.#statusEmitter.event;
  readonly onDashboard = this.#dashboardEmitter.event;
  /** The engine has crashed too often and stays down until `restart`. */
  readonly onDown = this.#downEmitter.event;

  /** `distFolder` holds `worker.js`, `reader.js` and `sql-wasm.wasm`. `settings` is asked at every start. */
  constructor(
    distFolder: string,
    settings: () => Omit<EngineSettings, 'wasmPath' | 'readerPath'>,
    log: LogOutputChannel,
  ) {
    this.#distFolder = distFolder;
    this.#settings = settings;
    this.#log = log;
    this.#start();
  }

  /** Asks the engine. Rejects with {@link RpcError}, at once if the engine is down. */
  ask<K extends keyof EngineMethods>(
    method: K,
    params: EngineMethods[K]['params'],
  ): Promise<EngineMethods[K]['result']> {
    return (
      this.#connection?.ask(method, params) ?? Promise.reject(new RpcError('closed', 'The engine is not running.'))
    );
  }

  /** Whether `onDashboard` is to fire; holds across restarts. */
  wantDashboard(wanted: boolean): void {
    if (wanted === this.#dashboardWanted) return;
    this.#dashboardWanted = wanted;
    this.#tellDemand();
  }

  get isDown(): boolean {
    return this.#connection === undefined;
  }

  /** Ends the engine, which saves, and starts it with the settings of now. */
  async restart(): Promise<void> {
    this.#crashes = 0;
    await this.#stop();
    this.#closing = false;
    this.#start();
  }

  /** Ends the engine, which saves. */
  async close(): Promise<void> {
    await this.#stop();
    this.dispose();
  }

  dispose(): void {
    this.#closing = true;
    void this.#worker?.terminate();
    this.#statusEmitter.dispose();
    this.#dashboardEmitter.dispose();
    this.#downEmitter.dispose();
  }

  #start(): void {
    const inDist = (name: string): string => path.join(this.#distFolder, name);
    const paths = { wasmPath: inDist('sql-wasm.wasm'), readerPath: inDist('reader.js') };
    const workerData: EngineSettings = { ...this.#settings(), ...paths };
    const worker = new Worker(inDist('worker.js'), {
      workerData,
      name: 'moonlock',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker = worker;
    this.#connection = connect<EngineMethods, Record<string, never>, Record<string, never>, EngineEvents>(
      {
        post: (message) => worker.postMessage(message),
        listen: (listener) => {
          worker.on('message', listener);
          return () => worker.off('message', listener);
        },
      },
      {
        handlers: {},
        timers,
        onEvent: {
          status: (status) => this.#statusEmitter.fire(status),
          dashboard: (dashboard) => this.#dashboardEmitter.fire(dashboard),
          log: ({ level, message }) => this.#log[level](message),
        },
      },
    );
    if (this.#dashboardWanted) this.#tellDemand();
    worker.on('error', (error) => this.#log.error(`The engine crashed: ${error.stack ?? error.message}`));
    worker.on('exit', () => this.#onExit(worker));
  }

  #tellDemand(): void {
    this.ask('watchDashboard', { on: this.#dashboardWanted }).catch(() => undefined); // told again when the engine starts
  }

  #onExit(worker: Worker): void {
    if (worker !== this.#worker) return;
    this.#connection?.close('The engine has ended.');
    this.#connection = undefined;
    if (this.#closing) return;
    if (++this.#crashes > MAX_RESTARTS) {
      this.#log.error('The engine crashed again and is not started any more. "Moonlock: Refresh" starts it.');
      this.#downEmitter.fire();
      return;
    }
    timers.setTimeout(() => {
      if (!this.#closing && this.#worker === worker) this.#start();
    }, RESTART_MS);
  }

  async #stop(): Promise<void> {
    this.#closing = true;
    const worker = this.#worker;
    const saved = this.ask('close', null).catch((error: unknown) =>
      this.#log.warn(`The engine did not end well: ${String(error)}`),
    );
    await Promise.race([saved, new Promise<void>((resolve) => timers.setTimeout(resolve, CLOSE_MS))]);
    await worker?.terminate();
  }
}
