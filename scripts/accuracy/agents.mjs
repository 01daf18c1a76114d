import os from 'node:os';

/**
 * An agent in whose logs there are cases.
 * @typedef {object} CaseAgent
 * @property {string} id Moonlock's id of it
 * @property {string} name
 * @property {string} folder where its logs lie, below the home folder; the cases' paths start here
 * @property {string} [ccusage] the command by which ccusage counts it, if it does
 * @property {string} [tokscale] the source by which tokscale counts it, if it does
 * @property {string} [recount] how the independent recount calls it, if it counts it
 * @property {string} [recountFolder] what the recount is pointed at, below the home folder
 */

/** @type {Readonly<Record<string, string>>} */
const EDITOR_FOLDERS = { darwin: 'Library/Application Support/Code/User', win32: 'AppData/Roaming/Code/User' };
const editor = EDITOR_FOLDERS[os.platform()] ?? '.config/Code/User';

/** The agents, in the document's order. @type {readonly CaseAgent[]} */
export const CASE_AGENTS = [
  {
    id: 'claude-code',
    name: 'Claude Code',
    folder: '.claude/projects',
    ccusage: 'claude',
    tokscale: 'claude',
    recount: 'claude',
    recountFolder: '.claude',
  },
  {
    id: 'codex',
    name: 'Codex CLI',
    folder: '.codex',
    ccusage: 'codex',
    tokscale: 'codex',
    recount: 'codex',
    recountFolder: '.codex',
  },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    folder: '.gemini/tmp',
    ccusage: 'gemini',
    tokscale: 'gemini',
    recount: 'gemini',
    recountFolder: '.gemini',
  },
  { id: 'copilot-cli', name: 'Copilot CLI', folder: '.copilot/session-state', ccusage: 'copilot' },
  { id: 'opencode', name: 'opencode', folder: '.local/share/opencode', ccusage: 'opencode', tokscale: 'opencode' },
  { id: 'qwen-code', name: 'Qwen Code', folder: '.qwen/projects', ccusage: 'qwen' },
  { id: 'kimi-cli', name: 'Kimi CLI', folder: '.kimi', ccusage: 'kimi', tokscale: 'kimi' },
  { id: 'amp', name: 'Amp', folder: '.local/share/amp/threads', ccusage: 'amp', tokscale: 'amp' },
  { id: 'droid', name: 'Droid', folder: '.factory/sessions', ccusage: 'droid', tokscale: 'droid' },
  { id: 'cline', name: 'Cline', folder: `${editor}/globalStorage/saoudrizwan.claude-dev/tasks` },
];
