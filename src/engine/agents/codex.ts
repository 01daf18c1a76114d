import path from 'node:path';
import type { Agent, Environment, LineFormat, LogFormat, LogRoot } from './agent.ts';
import { openRollout } from './codexReader.ts';
import { configFolders } from './folders.ts';
import { stringNeedles } from './json.ts';

/**
 * Codex CLI, and the Codex of editors and of the desktop: `rollout-<time>-<thread>.jsonl` below `sessions/` and
 * `archived_sessions/` of `~/.codex`, on Windows too; what runs in WSL has its own home there. Old ones are packed as
 * `.jsonl.zst`; where both are present, or a copy is archived, the keys make them one.
 *
 * What it cannot know: sessions of versions before September 2025, which told no tokens; compactions before version 0.153;
 * and names given to threads where they stand in `session_index.jsonl` or a database alone.
 */
export const codex: Agent = {
  id: 'codex',
  // Its windows are not estimated: rollouts tell the true ones.
  windowMs: null,
  reasoningInOutput: true,
  roots,
  format,
};

const ROLLOUT: LineFormat = {
  kind: 'lines',
  needles: stringNeedles(
    'session_meta',
    'turn_context',
    'token_count',
    'token_usage_record',
    'thread_settings_applied',
    'thread_name_updated',
    'user_message',
    'UserMessage',
  ),
  open: openRollout,
};
const PACKED: LineFormat = { ...ROLLOUT, compression: 'zstd' };

function format(relativePath: string): LogFormat | undefined {
  const name = relativePath.split(/[\\/]/).at(-1)!;
  if (!name.startsWith('rollout')) return undefined;
  if (name.endsWith('.jsonl')) return ROLLOUT;
  return name.endsWith('.jsonl.zst') ? PACKED : undefined;
}

/** `~/.codex`, or the folders that `CODEX_HOME` names. */
function roots(environment: Environment): LogRoot[] {
  const defaults = [path.join(environment.home, '.codex')];
  const configs = configFolders(environment, { agent: 'codex', variable: 'CODEX_HOME', defaults });
  return configs.flatMap((config) =>
    ['sessions', 'archived_sessions'].map((folder) => ({ config, folder: path.join(config, folder) })),
  );
}
