const DATE = '(?:[-@]\\d{8})?';
// claude-opus-4-5-20251101, claude-sonnet-4
const CLAUDE = new RegExp(`^claude-([a-z]+)-(\\d{1,2})(?:-(\\d{1,2}))?${DATE}$`);
// claude-3-5-sonnet-20241022, claude-3-opus
const CLAUDE_3 = new RegExp(`^claude-(\\d{1,2})(?:-(\\d{1,2}))?-([a-z]+)${DATE}$`);
// gpt-5, gpt-5.1-codex-mini
const GPT = /^gpt-(\d+(?:\.\d+)?)((?:-[a-z]+)*)$/;
const GEMINI = /^gemini-(\d+(?:\.\d+)?)((?:-[a-z]+)*)$/;

/** The name by which people know an agent: its id in title case, such as `gemini-cli` for Gemini CLI. */
export function agentName(id: string): string {
  if (id === 'opencode') return id; // as its makers write it
  return id
    .split('-')
    .map((word) => (word === 'cli' ? 'CLI' : capital(word)))
    .join(' ');
}

/** The name by which people know a model: `claude-opus-4-5-20251101` is Opus 4.5. An unknown id stays as it is. */
export function modelName(id: string): string {
  let match = CLAUDE.exec(id);
  if (match) return `${capital(match[1]!)} ${version(match[2]!, match[3])}`;
  match = CLAUDE_3.exec(id);
  if (match) return `${capital(match[3]!)} ${version(match[1]!, match[2])}`;
  match = GPT.exec(id);
  if (match) return `GPT-${match[1]}${words(match[2]!)}`;
  match = GEMINI.exec(id);
  if (match) return `Gemini ${match[1]}${words(match[2]!)}`;
  return id;
}

/** Names for a list of models; ids that would get the same name keep their id, so that rows can be told apart. */
export function modelNames(ids: readonly string[]): readonly string[] {
  return distinct(ids, modelName);
}

/** Names for a list of working folders; those that would get the same name are told in full. */
export function projectNames(folders: readonly string[]): readonly string[] {
  return distinct(folders, projectName);
}

/** The last part of a working folder, of either kind of path; the whole text where there is none. */
export function projectName(folder: string): string {
  return folder.split(/[\\/]+/).findLast((part) => part.trim() !== '') ?? folder;
}

function distinct(ids: readonly string[], nameOf: (id: string) => string): readonly string[] {
  const names = ids.map(nameOf);
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : ids[i]!));
}

function version(major: string, minor: string | undefined): string {
  return minor === undefined ? major : `${major}.${minor}`;
}

function words(tail: string): string {
  return tail
    .split('-')
    .filter(Boolean)
    .map((word) => ` ${capital(word)}`)
    .join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
