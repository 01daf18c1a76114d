import path from 'node:path';
import type { Agent, DocumentFormat, Environment, LineFormat, LogFormat, LogRoot } from './agent.ts';
import { configFolders } from './folders.ts';
import { GeminiLines, readConversation } from './geminiChat.ts';
import { stringNeedles } from './json.ts';

/**
 * Gemini CLI: one file per conversation, `~/.gemini/tmp/<project>/chats/session-<time>-<id>`, in the home folder of every
 * system (in WSL, of the Linux one). `.json` is one document, rewritten whole; newer versions append to `.jsonl`, and put
 * sub-agents into `chats/<conversation>/<sub-agent>.jsonl` (`chatRecordingService.ts` of google-gemini/gemini-cli).
 *
 * Variables: `GEMINI_CLI_HOME` stands for the home folder, as for Gemini CLI itself; `GEMINI_DATA_DIR` (a comma list, as
 * for ccusage) names folders that are searched instead.
 *
 * What it cannot know: the project's path, of which the file holds a hash only; calls that are no part of a conversation
 * (compression, the check of who speaks next, summaries).
 */
export const geminiCli: Agent = {
  id: 'gemini-cli',
  windowMs: null,
  reasoningInOutput: false,
  roots,
  format,
};

const CONVERSATION: DocumentFormat = { kind: 'document', read: readConversation };

/** Answers with their tokens; what the person typed; names. */
const LINES: LineFormat = {
  kind: 'lines',
  needles: stringNeedles('tokens', 'user', 'summary'),
  open: (file, state) => new GeminiLines(file, state),
};

function format(relativePath: string): LogFormat | undefined {
  const parts = relativePath.split(/[\\/]/);
  const name = parts.at(-1)!;
  if (name.startsWith('session-') && name.endsWith('.json')) return CONVERSATION;
  return name.endsWith('.jsonl') && (name.startsWith('session-') || parts.at(-3) === 'chats') ? LINES : undefined;
}

function roots(environment: Environment): LogRoot[] {
  const home = environment.variables['GEMINI_CLI_HOME'] || environment.home;
  const defaults = [path.join(home, '.gemini', 'tmp')];
  const places = { agent: 'gemini-cli', variable: 'GEMINI_DATA_DIR', defaults };
  return configFolders(environment, places).map((folder) => ({ config: folder, folder }));
}
