import { Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import type { ViewHub } from './viewHub.ts';

/** The panel's type, as the activation event in the manifest names it. */
export const DASHBOARD_PANEL = 'moonlock.dashboard';

/** The dashboard as an editor tab. There is at most one; it survives a reload of the window. */
export class DashboardPanel implements WebviewPanelSerializer {
  readonly #hub: ViewHub;
  readonly #extensionUri: Uri;
  #panel: WebviewPanel | undefined;

  constructor(hub: ViewHub, extensionUri: Uri) {
    this.#hub = hub;
    this.#extensionUri = extensionUri;
  }

  /** Shows the panel, opening it if need be. */
  reveal(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#adopt(window.createWebviewPanel(DASHBOARD_PANEL, 'Moonlock', ViewColumn.Active));
  }

  /** Called by VS Code for a panel that was open before a reload. */
  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.#adopt(panel);
    return Promise.resolve();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.iconPath = Uri.joinPath(this.#extensionUri, 'media', 'icon.svg');
    panel.onDidDispose(() => (this.#panel = undefined));
    this.#hub.attach(
      {
        webview: panel.webview,
        get visible() {
          return panel.visible;
        },
        onDidDispose: (listener) => panel.onDidDispose(listener),
        onVisibility: (listener) => panel.onDidChangeViewState(listener),
      },
      'panel',
    );
  }
}
