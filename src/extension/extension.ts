import path from 'node:path';
import { type ExtensionContext, window, workspace } from 'vscode';
import { registerCommands } from './commands.ts';
import { EngineLink } from './engineLink.ts';
import { guard } from './guard.ts';
import { ReadingProgress } from './readingProgress.ts';
import { settings } from './settings.ts';
import { StatusBar } from './statusBar/statusBar.ts';
import { DASHBOARD_PANEL, DashboardPanel } from './views/dashboardPanel.ts';
import { SIDEBAR_VIEW, SidebarView } from './views/sidebarView.ts';
import { ViewHub } from './views/viewHub.ts';

let link: EngineLink | undefined;

/** Called by VS Code once it has started. Starts the engine's thread but waits for nothing. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Moonlock', { log: true });
  const storageFolder = path.join(context.globalStorageUri.fsPath, 'ledger');
  const engine = new EngineLink(
    path.join(context.extensionPath, 'dist'),
    () => ({ storageFolder, extraFolders: settings.extraFolders(), prices: settings.prices() }),
    log,
  );
  link = engine;
  const hub = new ViewHub(context.extensionUri, engine);
  const panel = new DashboardPanel(hub, context.extensionUri);
  context.subscriptions.push(
    log,
    new StatusBar(engine),
    new ReadingProgress(engine, log),
    hub,
    window.registerWebviewViewProvider(SIDEBAR_VIEW, new SidebarView(hub)),
    window.registerWebviewPanelSerializer(DASHBOARD_PANEL, panel),
    ...registerCommands(engine, panel, log),
    workspace.onDidChangeConfiguration((event) => {
      if (settings.changesEngine(event)) guard(log, 'Restarting the engine', () => engine.restart());
    }),
  );
}

/** Called by VS Code before the window goes; it waits a little for the engine to save. */
export async function deactivate(): Promise<void> {
  await link?.close();
  link = undefined;
}
