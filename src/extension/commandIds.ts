import type { ViewCommand } from '../protocol/messages.ts';

/** Ids of the commands, equal to those of the manifest. */
export const COMMANDS: Readonly<Record<ViewCommand, string>> = {
  openDashboard: 'moonlock.openDashboard',
  refresh: 'moonlock.refresh',
  showLog: 'moonlock.showLog',
};
