import path from 'node:path';
import type { Agent, AgentRecord, Environment, LineFormat, LogFileInfo, LogRoot } from './agent.ts';
import { claudeSession } from './claudeSession.ts';
import { claudeUsage } from './claudeUsage.ts';
import { configFolders } from './folders.ts';
import { asObject, stringNeedles } from './json.ts';

const HOUR = 3_600_000;

/**
 * Claude Code: `<config>/projects/<folder>/<session>.jsonl` and the sub-agents' files below it. Reasoning is part of the
 * output. What it cannot know: background calls (titles, summaries, compaction) stand in no transcript.
 */
export const claudeCode: Agent = {
  id: 'claude-code',
  windowMs: 5 * HOUR,
  reasoningInOutput: true,
  roots,
  format: (relativePath) => (relativePath.endsWith('.jsonl') ? TRANSCRIPT : undefined),
};

/** Usage; what the person typed (tool results have the same role); names and running costs of the session. */
const TRANSCRIPT: LineFormat = {
  kind: 'lines',
  needles: [
    ...stringNeedles('usage', 'cost-state', 'ai-title', 'custom-title'),
    { text: '"role":"user"', unless: '"tool_result"' },
  ],
  headBytes: 2_048, // the needles find all there is; a file that is no transcript shows at its start
  open: (file) => ({ read: (line, offset) => readLine(line, file, offset) }),
};

function readLine(line: unknown, file: LogFileInfo, offset: number): readonly AgentRecord[] {
  const outer = asObject(line);
  if (!outer) return [];
  const usage = claudeUsage(outer, file, offset);
  return usage.length > 0 ? usage : claudeSession(outer, file, offset);
}

/** `~/.claude` and `claude` in the XDG configuration folder, or the folders that `CLAUDE_CONFIG_DIR` names. */
function roots(environment: Environment): LogRoot[] {
  const { home, variables } = environment;
  const xdg = variables['XDG_CONFIG_HOME'] || path.join(home, '.config');
  const defaults = [path.join(home, '.claude'), path.join(xdg, 'claude')];
  const configs = configFolders(environment, { agent: 'claude-code', variable: 'CLAUDE_CONFIG_DIR', defaults });
  return configs.map((config) => ({ config, folder: path.join(config, 'projects') }));
}
