import path from 'node:path';
import type { Agent, AgentRecord, DocumentFormat, Environment, LogFileInfo, LogFormat, LogRoot } from './agent.ts';
import { configFolders } from './folders.ts';
import { asMilliseconds, asObject, asText } from './json.ts';
import { OPENCODE_DATABASE } from './opencodeDatabase.ts';
import { opencodeSession, opencodeUsage } from './opencodeMessage.ts';

/** A program that is built on opencode's core, and where it keeps its data. */
interface Variant {
  readonly id: string;
  /** Its folder, and the beginning of its database's name. */
  readonly folder: string;
  /** Environment variable of a comma list of folders, as ccusage has it. */
  readonly foldersVariable?: string;
  /** Environment variable of the program's own for the path of the database. */
  readonly databaseVariable: string;
}

/**
 * opencode: `opencode.db` (`opencode-<channel>.db` off the release channels), and before version 1.2 a JSON file for each
 * message, `storage/message/<session>/<message>.json`, which stays where it is when the database takes it over. All of it
 * below `$XDG_DATA_HOME/opencode`, else `~/.local/share/opencode`, on every system (`db.ts`, `storage.ts`, `global.ts` of
 * sst/opencode). `OPENCODE_DATA_DIR` names other folders, `OPENCODE_DB` the path of a database (`opencode*.db`).
 *
 * What it cannot know: calls that are no message (titles, summaries); of versions that made one message of several steps,
 * the tokens of all steps but the last; whose child a session is, in the JSON files' messages; the agent's version.
 */
export const opencode: Agent = variant({
  id: 'opencode',
  folder: 'opencode',
  foldersVariable: 'OPENCODE_DATA_DIR',
  databaseVariable: 'OPENCODE_DB',
});

/**
 * Kilo CLI, and Kilo Code from version 7 on, which runs it: opencode's core with a folder and database of its own
 * (`$XDG_DATA_HOME/kilo/kilo.db`; `global.ts`, `db.ts` of Kilo-Org/kilocode).
 */
export const kiloCli: Agent = variant({
  id: 'kilo-cli',
  folder: 'kilo',
  databaseVariable: 'KILO_DB',
});

function variant(program: Variant): Agent {
  const isDatabase = new RegExp(`^${program.folder}(-.*)?\\.db$`);
  return {
    id: program.id,
    windowMs: null,
    reasoningInOutput: false,
    roots: (environment) => roots(environment, program),
    enters,
    format: (relativePath) => (isDatabase.test(relativePath) ? OPENCODE_DATABASE : documentFormat(relativePath)),
  };
}

function roots(environment: Environment, program: Variant): LogRoot[] {
  const { id, folder, foldersVariable, databaseVariable } = program;
  const { home, variables } = environment;
  const data = path.join(variables['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), folder);
  const database = variables[databaseVariable] ?? '';
  const defaults = path.isAbsolute(database) ? [data, path.dirname(database)] : [data];
  const places = { agent: id, defaults, ...(foldersVariable && { variable: foldersVariable }) };
  return configFolders(environment, places).map((config) => ({ config, folder: config }));
}

/** Beside messages and sessions lie the parts of messages, in far more files, and copies of whole work folders. */
function enters(relativeFolder: string): boolean {
  const [first, second, ...more] = relativeFolder.split(/[\\/]/);
  if (first !== 'storage') return false;
  return second === undefined || ((second === 'message' || second === 'session') && more.length <= 1);
}

const MESSAGE: DocumentFormat = { kind: 'document', read: readMessage };
const SESSION: DocumentFormat = { kind: 'document', read: readSession };

function documentFormat(relativePath: string): LogFormat | undefined {
  const [storage, kind, ...more] = relativePath.split(/[\\/]/);
  if (storage !== 'storage' || more.length !== 2 || !more[1]!.endsWith('.json')) return undefined;
  return kind === 'message' ? MESSAGE : kind === 'session' ? SESSION : undefined;
}

function readMessage(document: unknown, { path: file, mtimeMs }: LogFileInfo): AgentRecord[] {
  const message = asObject(document);
  if (!message) return [];
  const id = asText(message['id']) ?? path.basename(file, '.json');
  const session = asText(message['sessionID']) ?? path.basename(path.dirname(file));
  const writtenAt = asMilliseconds(asObject(message['time'])?.['created']) ?? mtimeMs;
  if (message['role'] === 'user') return [{ kind: 'prompt', session, at: writtenAt, key: `at:${writtenAt}` }];
  const usage =
    message['role'] === 'assistant' ? opencodeUsage(message, { id, session, offset: 0, writtenAt }) : undefined;
  return usage ? [usage] : [];
}

function readSession(document: unknown, { path: file, mtimeMs }: LogFileInfo): AgentRecord[] {
  const session = asObject(document);
  return opencodeSession({
    id: asText(session?.['id']) ?? path.basename(file, '.json'),
    parent: asText(session?.['parentID']),
    title: asText(session?.['title']),
    madeAt: asMilliseconds(asObject(session?.['time'])?.['created']) ?? mtimeMs,
  });
}
