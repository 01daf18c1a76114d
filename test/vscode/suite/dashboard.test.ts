import { equal, ok } from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';

const LIMIT_MS = 10_000;

/** Waits until `check` holds. */
async function until(check: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + LIMIT_MS; !check(); await new Promise((resolve) => setTimeout(resolve, 20))) {
    ok(Date.now() < deadline, `waited in vain for ${what}`);
  }
}

function dashboards(): number {
  return window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label === 'Moonlock').length;
}

describe('the dashboard panel', () => {
  before(async () => {
    await extensions.getExtension('moonlock.moonlock')?.activate();
  });

  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens as a tab, and only once', async () => {
    await commands.executeCommand('moonlock.openDashboard');
    await until(() => dashboards() === 1, 'the tab');
    await commands.executeCommand('moonlock.openDashboard');
    equal(dashboards(), 1);
  });

  it('opens again after it was closed', async () => {
    await commands.executeCommand('moonlock.openDashboard');
    await until(() => dashboards() === 1, 'the tab');
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => dashboards() === 0, 'the tab to go');
    await commands.executeCommand('moonlock.openDashboard');
    await until(() => dashboards() === 1, 'the tab');
  });

  it('leaves refresh and the log at hand, without an error', async () => {
    await commands.executeCommand('moonlock.refresh');
    await commands.executeCommand('moonlock.showLog');
  });
});
