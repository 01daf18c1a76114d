import { type ConfigurationChangeEvent, workspace } from 'vscode';

/** When the status bar shows seconds. */
export type SecondsSetting = 'always' | 'whileExact' | 'never';

const SECTION = 'moonlock';
const SECONDS = 'statusBar.seconds';
const FOLDERS = 'agents.folders';
const PRICES = 'prices';

/** The person's settings, as the manifest declares them with their defaults. */
export const settings = {
  seconds: (): SecondsSetting => get(SECONDS) as SecondsSetting,
  /** Extra folders by agent id. */
  extraFolders: (): Record<string, string[]> => listsOfTexts(get(FOLDERS)),
  /** Prices of the person's own, as they are; the engine checks them. A copy, since VS Code's objects cannot be sent. */
  prices: (): unknown => JSON.parse(JSON.stringify(get(PRICES) ?? {})),
  changesSeconds: (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(`${SECTION}.${SECONDS}`),
  /** Whether the engine has to start anew to take it in. */
  changesEngine: (event: ConfigurationChangeEvent): boolean =>
    [FOLDERS, PRICES].some((key) => event.affectsConfiguration(`${SECTION}.${key}`)),
};

/** The manifest gives every setting a default, so there is always a value. */
function get(key: string): unknown {
  return workspace.getConfiguration(SECTION).get(key);
}

/** A person may write anything into the settings file. */
function listsOfTexts(value: unknown): Record<string, string[]> {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>).map(([id, list]): [string, string[]] => [
    id,
    Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string' && one !== '') : [],
  ]);
  return Object.fromEntries(entries);
}
