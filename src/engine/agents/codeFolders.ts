import path from 'node:path';
import type { Environment } from './agent.ts';

/** Programs that are built on VS Code, by the name of their folder of settings. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders', 'Cursor', 'Windsurf', 'Trae'];

/** What such a program runs on the machine that is worked on from afar (SSH, WSL, containers), below the home folder. */
const SERVERS = [
  '.vscode-server',
  '.vscode-server-insiders',
  '.vscodium-server',
  '.cursor-server',
  '.windsurf-server',
  '.trae-server',
  '.openvscode-server',
  '.vscode-remote',
];

/**
 * The folders in which VS Code, what is built on it, their servers and code-server keep what an extension stores for all
 * workspaces ("globalStorage"): `<user data>/User/globalStorage/<extension>`. They need not exist.
 */
export function globalStorageFolders(environment: Environment, extension: string): string[] {
  const { home, variables } = environment;
  const data = variables['XDG_DATA_HOME'] || path.join(home, '.local', 'share');
  const portable = variables['VSCODE_PORTABLE'];
  const userData = [
    ...EDITORS.map((editor) => path.join(settingsFolder(environment), editor)),
    ...SERVERS.map((server) => path.join(home, server, 'data')),
    path.join(data, 'code-server'),
    ...(portable ? [path.join(portable, 'user-data')] : []),
  ];
  return userData.map((folder) => path.join(folder, 'User', 'globalStorage', extension));
}

/** Where programs keep their settings on this system. */
function settingsFolder({ home, variables, platform }: Environment): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  if (platform === 'win32') return variables['APPDATA'] || path.join(home, 'AppData', 'Roaming');
  return variables['XDG_CONFIG_HOME'] || path.join(home, '.config');
}
