import { messageOf } from '../../src/protocol/errors.ts';
import type { ViewCommand, ViewEvents, ViewMethods } from '../../src/protocol/messages.ts';
import { connect, RpcError, type Connection, type Port } from '../../src/protocol/rpc.ts';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';

const TIMEOUT_MS = 10_000;
const RETRY_MS = 5_000;

/** What the view knows: the newest model, and why it may be out of date. */
export interface LinkState {
  readonly model: DashboardModel | null;
  /** Why the extension cannot be reached, or null while it can. */
  readonly lost: string | null;
}

/** The view's end of the line to the extension. */
export interface DashboardLink {
  state(): LinkState;
  /** Calls `listener` on every change of state; returns a function that stops it. */
  subscribe(listener: () => void): () => void;
  run(command: ViewCommand): void;
  /** Asks for the whole model again: what was sent while the view was hidden may be lost. */
  reload(): void;
}

/** Connects to the extension, asks for the model at once, and asks again every few seconds while nobody answers. */
export function openDashboardLink(port: Port): DashboardLink {
  const listeners = new Set<() => void>();
  let current: LinkState = { model: null, lost: null };
  let heard = 0;
  let asking = false;

  const set = (next: LinkState): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  const hear = (model: DashboardModel): void => {
    heard++;
    set({ model, lost: null });
  };
  const connection: Connection<ViewMethods, Record<string, never>> = connect<
    ViewMethods,
    Record<string, never>,
    Record<string, never>,
    ViewEvents
  >(port, {
    handlers: {},
    onEvent: { dashboard: hear },
    timers: {
      setTimeout: (callback, ms) => window.setTimeout(callback, ms),
      clearTimeout: (handle) => window.clearTimeout(handle as number),
    },
    timeoutMs: TIMEOUT_MS,
  });

  async function load(): Promise<void> {
    if (asking) return;
    asking = true;
    const heardBefore = heard;
    try {
      const model = await connection.ask('ready', null);
      // An event that came meanwhile is newer than this answer.
      if (heard === heardBefore) hear(model);
    } catch (error) {
      if (heard === heardBefore) set({ model: current.model, lost: messageOf(error) });
      window.setTimeout(() => void load(), RETRY_MS);
    } finally {
      asking = false;
    }
  }

  async function run(command: ViewCommand): Promise<void> {
    try {
      await connection.ask('run', { command });
    } catch (error) {
      // A long refresh is no failure, but silence may be: the next answer tells.
      if (error instanceof RpcError && error.code === 'timeout') await load();
      else set({ model: current.model, lost: messageOf(error) });
    }
  }

  void load();
  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: (command) => void run(command),
    reload: () => void load(),
  };
}
