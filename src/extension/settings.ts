import { type ConfigurationChangeEvent, workspace } from 'vscode';

/** When the status bar shows seconds. */
export type SecondsSetting = 'always' | 'whileExact' | 'never';

const SECTION = 'moonlock';
const SECONDS = 'statusBar.seconds';
const CLAUDE_FOLDERS = 'claudeCode.configFolders';
const PRICES = 'prices';

/** The person's settings, as the manifest declares them with their defaults. */
export const settings = {
  seconds: (): SecondsSetting => get(SECONDS) as SecondsSetting,
  /** Extra configuration folders by agent id. */
  extraFolders: (): Record<string, string[]> => ({ 'claude-code': get(CLAUDE_FOLDERS) as string[] }),
  /** Prices of the person's own, as they are; the engine checks them. */
  prices: (): unknown => get(PRICES),
  changesSeconds: (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(`${SECTION}.${SECONDS}`),
  /** Whether the engine has to start anew to take it in. */
  changesEngine: (event: ConfigurationChangeEvent): boolean =>
    [CLAUDE_FOLDERS, PRICES].some((key) => event.affectsConfiguration(`${SECTION}.${key}`)),
};

/** The manifest gives every setting a default, so there is always a value. */
function get(key: string): unknown {
  return workspace.getConfiguration(SECTION).get(key);
}
