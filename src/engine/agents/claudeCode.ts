import path from 'node:path';
import type { Agent, AgentRecord, Environment, LineFormat, LogFileInfo, LogRoot } from './agent.ts';
import { claudeSession } from './claudeSession.ts';
import { claudeUsage } from './claudeUsage.ts';
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
  open: (file) => ({ read: (line, offset) => readLine(line, file, offset) }),
};

function readLine(line: unknown, file: LogFileInfo, offset: number): readonly AgentRecord[] {
  const outer = asObject(line);
  if (!outer) return [];
  const usage = claudeUsage(outer, file, offset);
  return usage.length > 0 ? usage : claudeSession(outer, file, offset);
}

/** `CLAUDE_CONFIG_DIR` (a comma list) replaces the defaults, as it does for Claude Code itself. */
function roots({ home, variables, extraFolders }: Environment): LogRoot[] {
  const named = (variables['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((folder) => folder.trim())
    .filter(Boolean);
  const xdg = variables['XDG_CONFIG_HOME'] || path.join(home, '.config');
  const configs = named.length > 0 ? named : [path.join(home, '.claude'), path.join(xdg, 'claude')];
  const all = [...configs, ...(extraFolders?.['claude-code'] ?? [])].map((folder) =>
    path.resolve(home, untilde(folder, home)),
  );
  return [...new Set(all)].map((config) => ({ config, folder: path.join(config, 'projects') }));
}

function untilde(folder: string, home: string): string {
  return folder === '~' || folder.startsWith('~/') ? path.join(home, folder.slice(1)) : folder;
}
