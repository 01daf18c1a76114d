import { deepEqual, equal, ok } from 'node:assert/strict';
import { extensions, workspace } from 'vscode';
import { settings } from '../../../src/extension/settings.ts';

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

  it('can be sent to the engine', () => {
    deepEqual(structuredClone(settings.prices()), {});
    deepEqual(structuredClone(settings.extraFolders()), {});
  });
});
