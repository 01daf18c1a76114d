import { type ConfigurationChangeEvent, workspace } from 'vscode';

/** When the status bar shows seconds. */
export type SecondsSetting = 'always' | 'whileExact' | 'never';

const SECTION = 'moonlock';
const SECONDS = 'statusBar.seconds';
const CLAUDE_FOLDERS = 'claudeCode.configFolders';

/** The person's settings, as the manifest declares them with their defaults. */
export const settings = {
  seconds: (): SecondsSetting => get(SECONDS) as SecondsSetting,
  /** Extra configuration folders by agent id. */
  extraFolders: (): Record<string, string[]> => ({ 'claude-code': get(CLAUDE_FOLDERS) as string[] }),
  changesSeconds: (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(`${SECTION}.${SECONDS}`),
  changesFolders: (event: ConfigurationChangeEvent): boolean =>
    event.affectsConfiguration(`${SECTION}.${CLAUDE_FOLDERS}`),
};

/** The manifest gives every setting a default, so there is always a value. */
function get(key: string): unknown {
  return workspace.getConfiguration(SECTION).get(key);
}
