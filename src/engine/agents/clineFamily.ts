import path from 'node:path';
import type { Agent, DocumentFormat, Environment, LogFormat } from './agent.ts';
import { readClineSession } from './clineSession.ts';
import { type InputMeaning, readTask } from './clineTask.ts';
import { globalStorageFolders } from './codeFolders.ts';
import { configFolders } from './folders.ts';

/** An extension of the family. */
interface Member {
  readonly id: string;
  readonly extension: string;
  /** What its requests mean by `tokensIn`. */
  readonly inputMeaning: InputMeaning;
  /** Data folders beside those of the editors. */
  readonly dataFolders: (environment: Environment) => readonly string[];
}

/**
 * Cline, Roo Code and Kilo Code keep one folder a task: `tasks/<task>/ui_messages.json`, the conversation as it is shown,
 * rewritten whole, in what the extension stores globally. A name from the settings is a folder that holds `tasks`, such as
 * the one that Roo Code's `customStoragePath` names.
 *
 * What they cannot know: tokens of what was said while a context was condensed (only its cost is logged); requests that
 * were taken back together with their messages before Moonlock saw them (`deleted_api_reqs` is their sum: the ledger keeps
 * what it saw, so that counting it as well would double them).
 */
function member({ id, extension, inputMeaning, dataFolders }: Member): Agent {
  const task: DocumentFormat = { kind: 'document', read: (document, file) => readTask(document, file, inputMeaning) };
  return {
    id,
    windowMs: null,
    reasoningInOutput: true,
    roots: (environment) => {
      const defaults = [...globalStorageFolders(environment, extension), ...dataFolders(environment)];
      return configFolders(environment, { agent: id, defaults }).map((config) => ({ config, folder: config }));
    },
    enters,
    format: (relativePath) => format(relativePath, task),
  };
}

/**
 * Cline. Since version 4.1 both the extension and the command line keep sessions of another shape,
 * `~/.cline/data/sessions/<session>/<session>.messages.json`; `CLINE_DATA_DIR` stands for `~/.cline/data`, `CLINE_DIR` for
 * `~/.cline` (`storage-context.ts`, `paths.ts` of cline/cline).
 *
 * Beyond what the family cannot know: the model of tasks of older versions, whose messages do not tell; the working folder
 * of sessions.
 */
export const cline: Agent = member({
  id: 'cline',
  extension: 'saoudrizwan.claude-dev',
  inputMeaning: 'uncached',
  dataFolders: ({ home, variables }) => [
    variables['CLINE_DATA_DIR'] || path.join(variables['CLINE_DIR'] || path.join(home, '.cline'), 'data'),
  ],
});

/** Roo Code. Its messages tell the model only where they hold the request's text, which newer versions leave out. */
export const rooCode: Agent = member({
  id: 'roo-code',
  extension: 'rooveterinaryinc.roo-cline',
  inputMeaning: { totalSince: Date.UTC(2025, 10, 1) },
  dataFolders: ({ home }) => [path.join(home, '.vscode-mock', 'global-storage')],
});

/** Kilo Code up to version 5, which was made from Roo Code; from version 7 on it is Kilo CLI that keeps the sessions. */
export const kiloCode: Agent = member({
  id: 'kilo-code',
  extension: 'kilocode.kilo-code',
  inputMeaning: { totalSince: Date.UTC(2025, 10, 12) },
  dataFolders: () => [],
});

const SESSION: DocumentFormat = { kind: 'document', read: readClineSession };

/** Beside tasks and sessions lie checkpoints, which are whole repositories. */
function enters(relativeFolder: string): boolean {
  const [first, ...more] = relativeFolder.split(/[\\/]/);
  return (first === 'tasks' || first === 'sessions') && more.length <= 1;
}

function format(relativePath: string, task: DocumentFormat): LogFormat | undefined {
  const [first, folder, name, ...more] = relativePath.split(/[\\/]/);
  if (folder === undefined || name === undefined || more.length > 0) return undefined;
  if (first === 'tasks' && name === 'ui_messages.json') return task;
  return first === 'sessions' && name.endsWith('.messages.json') ? SESSION : undefined;
}
