import { commands, type Disposable, type LogOutputChannel } from 'vscode';
import { COMMANDS } from './commandIds.ts';
import type { EngineLink } from './engineLink.ts';
import { guard } from './guard.ts';
import type { DashboardPanel } from './views/dashboardPanel.ts';

/** Registers every command. */
export function registerCommands(link: EngineLink, panel: DashboardPanel, log: LogOutputChannel): Disposable[] {
  const actions: Record<keyof typeof COMMANDS, () => void | Promise<void>> = {
    openDashboard: () => panel.reveal(),
    refresh: async () => {
      if (link.isDown) await link.restart();
      else await link.ask('refresh', null);
    },
    showLog: () => log.show(),
  };
  return (Object.keys(actions) as (keyof typeof COMMANDS)[]).map((name) =>
    commands.registerCommand(COMMANDS[name], () => guard(log, COMMANDS[name], actions[name])),
  );
}
