import { type ConfigurationChangeEvent, workspace } from 'vscode';

/** When the status bar shows seconds. */
export type SecondsSetting = 'always' | 'whileExact' | 'never';

const SECTION = 'moonlock';
const SECONDS = 'statusBar.seconds';
const FOLDERS = 'agents.folders';

/** The person's settings, as the manifest declares them with their defaults. */
export const settings = {
  seconds: (): SecondsSetting => get(SECONDS) as SecondsSetting,
  /** Extra folders by agent id. */
  extraFolders: (): Record<string, string[]> => listsOfTexts(get(FOLDERS)),
  changesSeconds: (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(`${SECTION}.${SECONDS}`),
  changesFolders: (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(`${SECTION}.${FOLDERS}`),
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
