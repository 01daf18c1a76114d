import path from 'node:path';
import type { Agent, Counters, Environment, LinePosition, LogRoot, TitleRecord, UsageRecord } from './agent.ts';
import { asCount, asInstant, asObject, asText, type JsonObject, keyNeedles } from './json.ts';

const HOUR = 3_600_000;

/** The model name that Claude Code gives to messages of its own (errors, interruptions): no request was made. */
const SYNTHETIC_MODEL = '<synthetic>';

/**
 * Claude Code: `<config>/projects/<folder>/<session>.jsonl` and the sub-agents' files below it.
 *
 * A usage record is an `assistant` line, or an `agent_progress` line, which mirrors a sub-agent's answer in the main
 * transcript and is its only trace in versions that wrote no sub-agent file. Reasoning is part of the output.
 */
export const claudeCode: Agent = {
  id: 'claude-code',
  name: 'Claude Code',
  windowMs: 5 * HOUR,
  reasoningInOutput: true,
  roots,
  isLog: (relativePath) => relativePath.endsWith('.jsonl'),
  needles: keyNeedles('usage'),
  read(line, position) {
    const outer = asObject(line);
    return outer && (usageRecord(outer, position) ?? titleRecord(outer));
  },
};

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

function usageRecord(outer: JsonObject, position: LinePosition): UsageRecord | undefined {
  const mirror = outer['type'] === 'progress';
  const record = mirror ? mirrored(outer) : outer['type'] === 'assistant' ? outer : undefined;
  const message = asObject(record?.['message']);
  const usage = asObject(message?.['usage']);
  const at = asInstant(record?.['timestamp']);
  if (!record || !message || !usage || at === undefined) return undefined;

  const id = asText(message['id']);
  const requestId = asText(record['requestId']);
  const session = asText(outer['sessionId']) ?? '';
  const model = asText(message['model']) ?? 'unknown';
  return {
    kind: 'usage',
    at,
    offset: position.offset,
    key: key(id, requestId, asText(record['uuid']), position),
    discriminator: id === undefined ? null : (requestId ?? session),
    session,
    model,
    project: asText(outer['cwd']) ?? position.relativePath.split(/[\\/]/, 1)[0] ?? '',
    branch: asText(outer['gitBranch']) ?? null,
    counters: counters(usage),
    mirror,
    sidechain: outer['isSidechain'] === true,
    local: model === SYNTHETIC_MODEL,
  };
}

/** The first identity that there is; each kind has a name space of its own. */
function key(
  id: string | undefined,
  requestId: string | undefined,
  uuid: string | undefined,
  { path: file, offset }: LinePosition,
): string {
  if (id) return `id:${id}`;
  if (requestId) return `request:${requestId}`;
  return uuid ? `uuid:${uuid}` : `line:${file}:${offset}`;
}

function mirrored(outer: JsonObject): JsonObject | undefined {
  const data = asObject(outer['data']);
  return data?.['type'] === 'agent_progress' ? asObject(data['message']) : undefined;
}

function counters(usage: JsonObject): Counters {
  const split = asObject(usage['cache_creation']);
  const fiveMinutes = asCount(split?.['ephemeral_5m_input_tokens']);
  const oneHour = asCount(split?.['ephemeral_1h_input_tokens']);
  // Version 2.1.152 wrote 0 into the flat field where only the split was known.
  const cacheCreation = asCount(usage['cache_creation_input_tokens']) || fiveMinutes + oneHour;
  return {
    input: asCount(usage['input_tokens']),
    output: asCount(usage['output_tokens']),
    cacheCreation,
    cacheCreation1h: Math.min(oneHour, cacheCreation),
    cacheRead: asCount(usage['cache_read_input_tokens']),
    reasoning: asCount(asObject(usage['output_tokens_details'])?.['thinking_tokens']),
    webSearches: asCount(asObject(usage['server_tool_use'])?.['web_search_requests']),
  };
}

const TITLE_LENGTH = 120;

/** The first thing that a person typed names the session; tool results, commands and sub-agents' orders do not. */
function titleRecord(outer: JsonObject): TitleRecord | undefined {
  const session = asText(outer['sessionId']);
  if (outer['type'] !== 'user' || outer['isSidechain'] === true || outer['isMeta'] === true || !session)
    return undefined;
  const text = promptText(asObject(outer['message'])?.['content'])?.replace(/\s+/g, ' ').trim();
  if (!text || text.startsWith('<') || text.startsWith('Caveat:')) return undefined;
  return { kind: 'title', session, title: shorten(text) };
}

/** Cut between characters, not within one. */
function shorten(text: string): string {
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 1).replace(/\p{Surrogate}$/u, '')}…` : text;
}

function promptText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  return content
    .map((part) => (asObject(part)?.['type'] === 'text' ? asText(asObject(part)?.['text']) : undefined))
    .find(Boolean);
}
