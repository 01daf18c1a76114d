import { deepEqual, equal, ok } from 'node:assert/strict';
import { commands, extensions } from 'vscode';

const ID = 'moonlock.moonlock';

describe('activation', () => {
  before(async () => {
    await extensions.getExtension(ID)?.activate();
  });

  it('activates', () => {
    const extension = extensions.getExtension(ID);
    ok(extension, `${ID} is installed`);
    equal(extension.isActive, true);
  });

  it('registers the commands that it contributes, and no others', async () => {
    const manifest = extensions.getExtension(ID)?.packageJSON as { contributes?: { commands?: { command: string }[] } };
    const contributed = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    const registered = (await commands.getCommands(true)).filter((command) => isOwn(command));
    deepEqual(registered.toSorted(), contributed.toSorted());
  });
});

/** VS Code itself registers commands for every view, such as `moonlock.sidebar.focus`. */
function isOwn(command: string): boolean {
  return (
    command.startsWith('moonlock.') && !/\.(focus|resetViewLocation|removeView|toggleVisibility|open)$/.test(command)
  );
}
