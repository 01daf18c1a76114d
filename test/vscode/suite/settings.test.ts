import { equal, ok } from 'node:assert/strict';
import { extensions, workspace } from 'vscode';

interface Setting {
  readonly default: unknown;
}

describe('the settings', () => {
  it('have the defaults that the manifest gives', () => {
    const { packageJSON } = extensions.getExtension('moonlock.moonlock') ?? {};
    const properties = (packageJSON as { contributes: { configuration: { properties: Record<string, Setting> } } })
      .contributes.configuration.properties;
    ok(Object.keys(properties).length > 0);
    for (const [key, setting] of Object.entries(properties)) {
      equal(JSON.stringify(workspace.getConfiguration().get(key)), JSON.stringify(setting.default), key);
    }
  });
});
