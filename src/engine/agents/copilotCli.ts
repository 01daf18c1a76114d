import path from 'node:path';
import type { Agent, Environment, LineFormat, LogRoot } from './agent.ts';
import { CopilotReader } from './copilotReader.ts';
import { configFolders } from './folders.ts';

/**
 * GitHub Copilot CLI: `~/.copilot/session-state/<session>/events.jsonl` (formerly `<session>.jsonl`), in the home folder of
 * every system (in WSL, of the Linux one). Lines are only added. `COPILOT_HOME` stands for `~/.copilot`, as for Copilot CLI.
 *
 * Answers tell their output, and newer versions not even that. Everything else comes when a run ends
 * (`session.shutdown.modelMetrics`, complete for that run): until then a row is partial, then its session's rows add up to
 * the metrics (`copilotRun.ts`).
 *
 * What it cannot know: the prompt side of a run that did not end in an orderly way, or was left by `/new`
 * (github/copilot-cli#3994); how a run's prompt tokens spread over its answers; Copilot's own account of credits
 * (`totalNanoAiu`), which is no price; the database `session-store.db` of newer versions is not read.
 */
export const copilotCli: Agent = {
  id: 'copilot-cli',
  windowMs: null,
  reasoningInOutput: true,
  roots,
  format: (relativePath) => (/(^|[\\/])events\.jsonl$|^[^\\/]+\.jsonl$/.test(relativePath) ? EVENTS : undefined),
};

/** The kinds of events that matter: `session.…`, `….message` and starts of sub-agents, spelled out or with escapes. */
const EVENTS: LineFormat = {
  kind: 'lines',
  needles: ['"session.', '.message"', '"subagent.started"', '\\u00'].map((text) => ({ text })),
  open: (file, state) => new CopilotReader(file, state),
};

function roots(environment: Environment): LogRoot[] {
  const defaults = [path.join(environment.home, '.copilot')];
  const configs = configFolders(environment, { agent: 'copilot-cli', variable: 'COPILOT_HOME', defaults });
  return configs.map((config) => ({ config, folder: path.join(config, 'session-state') }));
}
