import type { DashboardModel } from '../../src/protocol/viewModels.ts';

/** How the fake editor behaves. */
export interface FakeHostOptions {
  /** The answer to `ready`; null leaves it unanswered. */
  readonly model: DashboardModel | null;
  /** Answers nothing at all. */
  readonly silent: boolean;
  /** Methods that are answered with an error. */
  readonly failing: readonly string[];
  readonly state: unknown;
}

/** What tests may do with the fake editor, inside the page. */
interface FakeHost {
  options: FakeHostOptions;
  push(model: DashboardModel): void;
  post(message: unknown): void;
  seen(): { requests: string[]; commands: string[]; violations: string[]; errors: string[]; state: unknown };
}

declare global {
  interface Window {
    fakeHost: FakeHost;
    acquireVsCodeApi: () => unknown;
    /** Set by hostile texts if one of them ever runs. */
    ran?: string;
  }
}

/** Runs in the page before anything else: stands in for the editor, and speaks the product's messages. */
export function installFakeHost(options: FakeHostOptions): void {
  const requests: string[] = [];
  const commands: string[] = [];
  const violations: string[] = [];
  const errors: string[] = [];
  let { state } = options;
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
  window.addEventListener('error', (event) => errors.push(event.message));
  window.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));

  // Playwright sends this one function to the page, so its helpers must lie within it.
  const post = (message: unknown): void => {
    window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  };
  const host: FakeHost = {
    options,
    push: (model) => post({ kind: 'event', event: 'dashboard', payload: model }),
    post,
    seen: () => ({ requests, commands, violations, errors, state }),
  };
  const answer = (message: { id: number; method: string; params: { command?: string } | null }): void => {
    const { model, silent, failing } = host.options;
    requests.push(message.method);
    if (message.method === 'run') commands.push(String(message.params?.command));
    if (silent) return;
    if (failing.includes(message.method))
      post({ kind: 'reply', id: message.id, ok: false, code: 'failed', message: 'The engine has ended.' });
    else if (message.method !== 'ready') post({ kind: 'reply', id: message.id, ok: true, result: null });
    else if (model !== null) post({ kind: 'reply', id: message.id, ok: true, result: model });
  };
  window.fakeHost = host;
  let handedOut = false;
  window.acquireVsCodeApi = () => {
    if (handedOut) throw new Error('An instance of the VS Code API has already been acquired');
    handedOut = true;
    return {
      postMessage: (message: Parameters<typeof answer>[0]) => queueMicrotask(() => answer(structuredClone(message))),
      getState: () => state,
      setState: (next: unknown) => {
        state = structuredClone(next);
      },
    };
  };
}
