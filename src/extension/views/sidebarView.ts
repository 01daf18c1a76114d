import type { WebviewView, WebviewViewProvider } from 'vscode';
import type { ViewHub } from './viewHub.ts';

/** The view in the activity bar, as the manifest names it. */
export const SIDEBAR_VIEW = 'moonlock.sidebar';

/** Fills the sidebar view when VS Code first shows it. */
export class SidebarView implements WebviewViewProvider {
  readonly #hub: ViewHub;

  constructor(hub: ViewHub) {
    this.#hub = hub;
  }

  resolveWebviewView(view: WebviewView): void {
    this.#hub.attach(
      {
        webview: view.webview,
        get visible() {
          return view.visible;
        },
        onDidDispose: (listener) => view.onDidDispose(listener),
        onVisibility: (listener) => view.onDidChangeVisibility(listener),
      },
      'sidebar',
    );
  }
}
