import path from 'node:path';
import type { Agent, AgentRecord, DocumentFormat, Environment, LineFormat, LogFileInfo, LogRoot } from './agent.ts';
import { configFolders } from './folders.ts';
import { asCount, asInstant, asObject, asText, stringNeedles } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';
import { titleFrom } from './title.ts';

/**
 * Droid of Factory: `~/.factory/sessions/<folder>/<session>.settings.json` with one running total a session, rewritten
 * whole, and the conversation beside it in `<session>.jsonl`. Known from those who read it: ccusage (`adapters/droid`) and
 * tokscale (`sessions/droid.rs`). Thinking comes on top of the output.
 *
 * What it cannot know: single requests, and so when within a session tokens were spent, by which of its models, and how
 * full the context is; cost. A session is one row; where its counters begin anew, the largest so far stays.
 */
export const droid: Agent = {
  id: 'droid',
  windowMs: null,
  reasoningInOutput: false,
  roots,
  format: (relativePath) =>
    relativePath.endsWith(SETTINGS_END) ? SETTINGS : relativePath.endsWith('.jsonl') ? CONVERSATION : undefined,
};

const SETTINGS_END = '.settings.json';

const SETTINGS: DocumentFormat = { kind: 'document', read: readSettings };

/** Names and what the person typed; tool results have the person's role. */
const CONVERSATION: LineFormat = {
  kind: 'lines',
  needles: [...stringNeedles('session_start'), { text: '"role":"user"', unless: '"tool_result"' }],
  open: (file) => ({ read: (line, offset) => readLine(line, file, offset) }),
};

function roots(environment: Environment): LogRoot[] {
  const defaults = [path.join(environment.home, '.factory')];
  return configFolders(environment, { agent: 'droid', defaults }).map((config) => ({
    config,
    folder: path.join(config, 'sessions'),
  }));
}

function readSettings(document: unknown, { path: file, relativePath, mtimeMs }: LogFileInfo): AgentRecord[] {
  const settings = asObject(document);
  const usage = asObject(settings?.['tokenUsage']);
  const session = path.basename(file, SETTINGS_END);
  const [folder, ...more] = relativePath.split(/[\\/]/);
  const counters = {
    ...NO_COUNTERS,
    input: asCount(usage?.['inputTokens']),
    output: asCount(usage?.['outputTokens']),
    cacheCreation: asCount(usage?.['cacheCreationTokens']),
    cacheRead: asCount(usage?.['cacheReadTokens']),
    reasoning: asCount(usage?.['thinkingTokens']),
  };
  if (Object.values(counters).every((count) => count === 0)) return [];
  return [
    {
      ...PLAIN_REQUEST,
      at: asInstant(settings?.['providerLockTimestamp']) ?? Math.trunc(mtimeMs),
      offset: 0,
      key: `session:${session}`,
      session,
      model: asText(settings?.['model']) ?? 'unknown',
      project: more.length > 0 ? folder! : 'unknown',
      counters,
      confidence: 'estimated',
      confidenceReason: 'session-total',
    },
  ];
}

function readLine(line: unknown, { path: file }: LogFileInfo, offset: number): readonly AgentRecord[] {
  const outer = asObject(line);
  const session = path.basename(file, '.jsonl');
  if (outer?.['type'] === 'session_start') {
    const title = titleFrom(asText(outer['sessionTitle']) ?? asText(outer['title']));
    return title === undefined || title === 'New Session' ? [] : [{ kind: 'title', session, title, source: 'given' }];
  }
  const message = asObject(outer?.['message']);
  if (outer?.['type'] !== 'message' || message?.['role'] !== 'user') return [];
  const key = asText(outer['id']) ?? `line:${file}:${offset}`;
  return promptRecords(message['content'], session, asInstant(outer['timestamp']), key);
}
