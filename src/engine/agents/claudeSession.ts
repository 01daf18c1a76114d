import type { AgentRecord, LogFileInfo } from './agent.ts';
import { asCount, asInstant, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { titleFrom } from './title.ts';

/** The last instant that JavaScript can tell. */
const LAST_INSTANT = 8.64e15;

/** What a line of a Claude Code transcript tells about its session: a prompt, a name, what it has cost so far. */
export function claudeSession(outer: JsonObject, file: LogFileInfo, offset: number): readonly AgentRecord[] {
  const session = asText(outer['sessionId']);
  if (!session) return [];
  switch (outer['type']) {
    case 'user':
      return prompt(outer, session, file, offset);
    case 'ai-title':
      return given(session, outer['aiTitle']);
    case 'custom-title':
      return given(session, outer['customTitle']);
    case 'cost-state':
      return cost(outer, session, file);
    default:
      return [];
  }
}

function given(session: string, text: unknown): AgentRecord[] {
  const title = titleFrom(asText(text));
  return title === undefined ? [] : [{ kind: 'title', session, title, source: 'given' }];
}

/** Something that a person typed; tool results, commands and sub-agents' orders are not. The first one names the session. */
function prompt(outer: JsonObject, session: string, { path }: LogFileInfo, offset: number): AgentRecord[] {
  if (outer['isSidechain'] === true || outer['isMeta'] === true || outer['isCompactSummary'] === true) return [];
  const text = promptText(asObject(outer['message'])?.['content']);
  const title = titleFrom(text);
  if (title === undefined || /^(<|Caveat:|\[Request interrupted)/.test(title)) return [];
  const named: AgentRecord = { kind: 'title', session, title, source: 'prompt' };
  const at = asInstant(outer['timestamp']);
  if (at === undefined) return [named];
  return [named, { kind: 'prompt', session, at, key: asText(outer['uuid']) ?? `line:${path}:${offset}` }];
}

function promptText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content) || content.some((part) => asObject(part)?.['type'] === 'tool_result')) return undefined;
  return content
    .map((part) => (asObject(part)?.['type'] === 'text' ? asText(asObject(part)?.['text']) : undefined))
    .find(Boolean);
}

/**
 * `cost-state`: Claude Code's own account of a session with its sub-agents and background calls. Written since about
 * version 2.1.275 whenever a process ends, often twice, and restored when the session is resumed, so that a later one
 * replaces an earlier one (Agent SDK, "Track cost and usage", code.claude.com/docs/en/agent-sdk/cost-tracking). Keys of
 * `modelUsage` are models, with `[1m]` behind those that had the large context.
 */
function cost(outer: JsonObject, session: string, { mtimeMs }: LogFileInfo): AgentRecord[] {
  const costUsd = asNumber(outer['totalCostUSD']);
  if (costUsd === undefined) return [];
  const models = Object.entries(asObject(outer['modelUsage']) ?? {}).map(([model, value]) => {
    const usage = asObject(value) ?? {};
    return {
      model,
      costUsd: asNumber(usage['costUSD']) ?? null,
      counters: {
        input: asCount(usage['inputTokens']),
        output: asCount(usage['outputTokens']),
        cacheCreation: asCount(usage['cacheCreationInputTokens']),
        cacheCreation1h: 0,
        cacheRead: asCount(usage['cacheReadInputTokens']),
        reasoning: asCount(usage['thinkingTokens']),
        webSearches: asCount(usage['webSearchRequests']),
      },
    };
  });
  return [{ kind: 'session-cost', session, at: costTime(outer) ?? Math.round(mtimeMs), costUsd, models }];
}

/** The line has no time of its own, but tells when the session began and how long it lasts by now, in milliseconds. */
function costTime(outer: JsonObject): number | undefined {
  const at = (asNumber(outer['startTime']) ?? Number.NaN) + (asNumber(outer['totalDuration']) ?? Number.NaN);
  return asInstant(outer['timestamp']) ?? (at > 0 && at <= LAST_INSTANT ? Math.round(at) : undefined);
}
