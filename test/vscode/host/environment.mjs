// The environment that VS Code, and with it every extension, sees.
import { placesIn } from './root.mjs';

/** Would reach VS Code from a surrounding VS Code, a debugger or a container and change how it starts. */
const FOREIGN = /^(VSCODE_.*|CODE_SERVER_.*|ELECTRON_.*|NODE_OPTIONS|PORT|PASSWORD|HASHED_PASSWORD|npm_.*)$/;

/** Where programs keep what is theirs, agents their logs among them. Without these, everything follows HOME. */
const PERSONAL_PLACES = [
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_STATE_HOME',
  'XDG_CACHE_HOME',
  'XDG_RUNTIME_DIR',
];

/**
 * @param {string} root VS Code's root folder
 * @param {string | undefined} home the HOME of a stranger, of whom nothing is known; undefined for the person's own
 *   HOME with all that their environment says
 * @param {Record<string, string | undefined>} extra wins over everything else; undefined removes
 * @returns {NodeJS.ProcessEnv}
 */
export function vscodeEnvironment(root, home, extra) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (FOREIGN.test(name)) delete env[name];
  if (home !== undefined) {
    for (const name of PERSONAL_PLACES) delete env[name];
    Object.assign(env, { HOME: home, TMPDIR: placesIn(root).temp });
  }
  Object.assign(env, {
    EXTENSIONS_GALLERY: '{"serviceUrl":""}', // No marketplace.
    MOONLOCK_VSCODE_ROOT: root,
    ...extra,
  });
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
  return env;
}
