import { messageOf } from './errors.ts';
import type { Events, Methods } from './messages.ts';

/** One end of a channel that carries structured-clonable messages in order. */
export interface Port {
  post(message: unknown): void;
  /** Calls `listener` for every message; returns a function that stops it. */
  listen(listener: (message: unknown) => void): () => void;
}

/** Timers, handed in so that this module stays free of any runtime. */
export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** A request failed: refused, timed out, or the other side threw. `code` is stable, `message` is for people. */
export class RpcError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}

/** Implementations of a method table. */
export type Handlers<M extends Methods> = {
  [K in keyof M]: (params: M[K]['params']) => M[K]['result'] | Promise<M[K]['result']>;
};

type Message =
  | { kind: 'request'; id: number; method: string; params: unknown }
  | { kind: 'reply'; id: number; ok: true; result: unknown }
  | { kind: 'reply'; id: number; ok: false; code: string; message: string }
  | { kind: 'event'; event: string; payload: unknown };

/** What one end of a connection provides and how it treats the other end. */
export interface ConnectOptions<Serves extends Methods, Hears extends Events> {
  readonly handlers: Handlers<Serves>;
  /** Rejects malformed parameters by throwing; called before the handler. */
  readonly checkParams?: (method: keyof Serves & string, params: unknown) => void;
  readonly onEvent?: { [K in keyof Hears]?: (payload: Hears[K]) => void };
  readonly timers: Timers;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** One end of a connection: asks, answers, and sends events. */
export interface Connection<Asks extends Methods, Sends extends Events> {
  /** Rejects with {@link RpcError}: `timeout`, `closed`, `unknown-method`, `bad-params`, or `failed`. */
  ask<K extends keyof Asks & string>(method: K, params: Asks[K]['params']): Promise<Asks[K]['result']>;
  send<K extends keyof Sends & string>(event: K, payload: Sends[K]): void;
  /** Stops listening and rejects every open request. */
  close(reason: string): void;
}

/** Joins a port to handlers. Messages of an unknown shape are ignored: the port may be shared with others. */
export function connect<Asks extends Methods, Serves extends Methods, Sends extends Events, Hears extends Events>(
  port: Port,
  options: ConnectOptions<Serves, Hears>,
): Connection<Asks, Sends> {
  const { handlers, checkParams, onEvent, timers, timeoutMs = 30_000 } = options;
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void; timer: unknown }>();
  let nextId = 1;
  let closed: string | undefined;

  async function answer(id: number, method: string, params: unknown): Promise<void> {
    try {
      if (!Object.hasOwn(handlers, method)) throw new RpcError('unknown-method', `There is no method "${method}".`);
      try {
        checkParams?.(method, params);
      } catch (error) {
        throw new RpcError('bad-params', messageOf(error));
      }
      const result = await handlers[method]!(params);
      if (closed === undefined) post({ kind: 'reply', id, ok: true, result });
    } catch (error) {
      const code = error instanceof RpcError ? error.code : 'failed';
      if (closed === undefined) post({ kind: 'reply', id, ok: false, code, message: messageOf(error) });
    }
  }

  function settle(message: Extract<Message, { kind: 'reply' }>): void {
    const request = open.get(message.id);
    if (!request) return;
    open.delete(message.id);
    timers.clearTimeout(request.timer);
    if (message.ok) request.resolve(message.result as never);
    else request.reject(new RpcError(message.code, message.message));
  }

  function post(message: Message): void {
    port.post(message);
  }

  const stopListening = port.listen((raw) => {
    const message = asMessage(raw);
    if (message?.kind === 'request') void answer(message.id, message.method, message.params);
    else if (message?.kind === 'reply') settle(message);
    else if (message?.kind === 'event' && onEvent && Object.hasOwn(onEvent, message.event)) {
      onEvent[message.event]?.(message.payload as Hears[string]);
    }
  });

  return {
    ask(method, params) {
      if (closed !== undefined) return Promise.reject(new RpcError('closed', closed));
      return new Promise((resolve, reject) => {
        const id = nextId++;
        const timer = timers.setTimeout(() => {
          open.delete(id);
          reject(new RpcError('timeout', `"${method}" was not answered within ${timeoutMs / 1000} s.`));
        }, timeoutMs);
        open.set(id, { resolve, reject, timer });
        try {
          post({ kind: 'request', id, method, params });
        } catch (error) {
          settle({ kind: 'reply', id, ok: false, code: 'failed', message: messageOf(error) }); // it cannot be cloned
        }
      });
    },
    send(event, payload) {
      if (closed === undefined) post({ kind: 'event', event, payload });
    },
    close(reason) {
      if (closed !== undefined) return;
      closed = reason;
      stopListening();
      for (const request of open.values()) {
        timers.clearTimeout(request.timer);
        request.reject(new RpcError('closed', reason));
      }
      open.clear();
    },
  };
}

function asMessage(raw: unknown): Message | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const m = raw as Record<string, unknown>;
  const hasId = Number.isSafeInteger(m['id']);
  if (m['kind'] === 'request' && hasId && typeof m['method'] === 'string') return raw as Message;
  if (m['kind'] === 'reply' && hasId && typeof m['ok'] === 'boolean') return raw as Message;
  if (m['kind'] === 'event' && typeof m['event'] === 'string') return raw as Message;
  return undefined;
}
