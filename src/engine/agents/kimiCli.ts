import path from 'node:path';
import type { Agent, Environment, LineFormat, LogRoot } from './agent.ts';
import { configFolders } from './folders.ts';
import { stringNeedles } from './json.ts';
import { placeOf, readWireLine } from './kimiWire.ts';

/**
 * Kimi CLI: `~/.kimi/sessions/<hash>/<session>/wire.jsonl` and, for sub-agents, `subagents/<agent>/wire.jsonl` below it
 * (`wire/file.py`, `subagents/store.py` of MoonshotAI/kimi-cli). Its successor Kimi Code:
 * `~/.kimi-code/sessions/<workspace>/<session>/agents/<agent>/wire.jsonl`. Both in the home folder of every system (in WSL,
 * of the Linux one), and lines are only added.
 *
 * Variables: `KIMI_SHARE_DIR` stands for `~/.kimi` and `KIMI_CODE_HOME` for `~/.kimi-code`, as for the agents themselves;
 * `KIMI_DATA_DIR` (a comma list, as for ccusage) replaces both.
 *
 * What it cannot know: Kimi CLI's model, which stands in its configuration and may change, so it is "unknown"; reasoning,
 * which is part of the output; Kimi CLI's calls that compact a conversation; the project's path, of which a hash names the
 * folder.
 */
export const kimiCli: Agent = {
  id: 'kimi-cli',
  windowMs: null,
  reasoningInOutput: true,
  roots,
  format: (relativePath) => (relativePath.split(/[\\/]/).at(-1) === 'wire.jsonl' ? WIRE : undefined),
};

/** What a step or a call used, and what the person typed. */
const WIRE: LineFormat = {
  kind: 'lines',
  needles: stringNeedles('token_usage', 'usage.record', 'TurnBegin', 'turn.prompt'),
  open: (file) => {
    const place = placeOf(file);
    return { read: (line, offset) => readWireLine(line, place, offset) };
  },
};

function roots(environment: Environment): LogRoot[] {
  const { variables, home } = environment;
  const defaults = [
    variables['KIMI_SHARE_DIR'] || path.join(home, '.kimi'),
    variables['KIMI_CODE_HOME'] || path.join(home, '.kimi-code'),
  ];
  return configFolders(environment, { agent: 'kimi-cli', variable: 'KIMI_DATA_DIR', defaults }).map((config) => ({
    config,
    folder: path.join(config, 'sessions'),
  }));
}
