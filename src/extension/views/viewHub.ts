import { commands, type Disposable, type Uri, type Webview } from 'vscode';
import { VIEW_COMMANDS, type ViewEvents, type ViewMethods } from '../../protocol/messages.ts';
import { type Connection, connect } from '../../protocol/rpc.ts';
import { timers } from '../clock.ts';
import { COMMANDS } from '../commandIds.ts';
import type { EngineLink } from '../engineLink.ts';
import { resourceRoots, type Screen, webviewHtml } from './webviewHtml.ts';

/** What a webview view and a webview panel have in common. */
export interface WebviewHost {
  readonly webview: Webview;
  readonly visible: boolean;
  onDidDispose(listener: () => void): Disposable;
  /** Fires when `visible` may have changed. */
  onVisibility(listener: () => void): Disposable;
}

type ViewConnection = Connection<Record<string, never>, ViewEvents>;

/** Joins webviews to the engine: answers what they ask, and keeps the visible ones up to date. */
export class ViewHub implements Disposable {
  readonly #extensionUri: Uri;
  readonly #link: EngineLink;
  readonly #views = new Map<WebviewHost, ViewConnection>();
  readonly #subscription: Disposable;

  constructor(extensionUri: Uri, link: EngineLink) {
    this.#extensionUri = extensionUri;
    this.#link = link;
    this.#subscription = link.onDashboard((dashboard) => {
      for (const [host, connection] of this.#views) if (host.visible) connection.send('dashboard', dashboard);
    });
  }

  /** Fills a webview and serves it until it is disposed of. */
  attach(host: WebviewHost, screen: Screen): void {
    const { webview } = host;
    webview.options = { enableScripts: true, localResourceRoots: resourceRoots(this.#extensionUri) };
    const subscriptions: Disposable[] = [];
    const connection = connect<Record<string, never>, ViewMethods, ViewEvents, Record<string, never>>(
      {
        post: (message) => void webview.postMessage(message),
        listen: (listener) => {
          const subscription = webview.onDidReceiveMessage(listener);
          return () => subscription.dispose();
        },
      },
      {
        timers,
        checkParams,
        handlers: {
          ready: () => this.#link.ask('dashboard', null),
          run: async ({ command }) => {
            await commands.executeCommand(COMMANDS[command]);
            return null;
          },
        },
      },
    );
    this.#views.set(host, connection);
    subscriptions.push(
      host.onVisibility(() => this.#updateDemand()),
      host.onDidDispose(() => {
        for (const one of subscriptions) one.dispose();
        connection.close('The view was closed.');
        this.#views.delete(host);
        this.#updateDemand();
      }),
    );
    webview.html = webviewHtml(webview, this.#extensionUri, screen);
    this.#updateDemand();
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const connection of this.#views.values()) connection.close('Moonlock has ended.');
    this.#views.clear();
  }

  /** A view that becomes visible asks by itself for what it has missed; from then on it wants to hear. */
  #updateDemand(): void {
    this.#link.wantDashboard([...this.#views.keys()].some((host) => host.visible));
  }
}

/** Webviews are the least trusted end of the line. */
function checkParams(method: keyof ViewMethods, params: unknown): void {
  if (method === 'ready') {
    if (params !== null) throw new TypeError('ready takes no parameters.');
    return;
  }
  const command = typeof params === 'object' && params !== null ? (params as { command?: unknown }).command : undefined;
  if (!VIEW_COMMANDS.some((one) => one === command)) throw new TypeError('run takes one of the known commands.');
}
