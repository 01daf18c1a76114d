import path from 'node:path';
import type { Agent, DocumentFormat, Environment, LogRoot } from './agent.ts';
import { readThread } from './ampThread.ts';
import { configFolders } from './folders.ts';

/**
 * Amp: one JSON document a thread, `threads/T-<id>.json`, rewritten whole, below `$XDG_DATA_HOME/amp`, else
 * `~/.local/share/amp`, on every system. `AMP_DATA_DIR` (a comma list) names other folders. The shape is known from those
 * who read it: ccusage (`adapters/amp`) and tokscale (`sessions/amp.rs`).
 *
 * What it cannot know: cost in dollars (the ledger tells credits, and nobody public what one is worth); threads that were
 * never brought to this machine; whose copy a forked thread is.
 */
export const amp: Agent = {
  id: 'amp',
  windowMs: null,
  reasoningInOutput: true,
  roots,
  enters: () => false,
  format: (relativePath) => (/^T-[^\\/]*\.json$/.test(relativePath) ? THREAD : undefined),
};

const THREAD: DocumentFormat = { kind: 'document', read: readThread };

function roots(environment: Environment): LogRoot[] {
  const { home, variables } = environment;
  const defaults = [path.join(variables['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'amp')];
  const configs = configFolders(environment, { agent: 'amp', variable: 'AMP_DATA_DIR', defaults });
  return configs.map((config) => ({ config, folder: path.join(config, 'threads') }));
}
