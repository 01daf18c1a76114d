import type { AgentRecord, ConfidenceReason, Counters, LogFileInfo, UsageRecord } from './agent.ts';
import { asCount, asInstant, asNumber, asObject, asText, type JsonObject } from './json.ts';

/** The model name that Claude Code gives to messages of its own (errors, interruptions): no request was made. */
const SYNTHETIC_MODEL = '<synthetic>';

const NONE: readonly string[] = [];

/**
 * The request that a line of a Claude Code transcript tells of, if any, and the sub-agent that made it.
 *
 * A usage record is an `assistant` line, or an `agent_progress` line, which mirrors a sub-agent's answer in the main
 * transcript and is its only trace in versions that wrote no sub-agent file.
 */
export function claudeUsage(outer: JsonObject, file: LogFileInfo, offset: number): readonly AgentRecord[] {
  const mirror = outer['type'] === 'progress';
  const record = mirror ? mirrored(outer) : outer['type'] === 'assistant' ? outer : undefined;
  const message = asObject(record?.['message']);
  const usage = asObject(message?.['usage']);
  const at = asInstant(record?.['timestamp']);
  if (!record || !message || !usage || at === undefined) return [];

  const id = asText(message['id']);
  const requestId = asText(record['requestId']);
  const session = asText(outer['sessionId']) ?? '';
  const model = asText(message['model']) ?? 'unknown';
  const version = asText(outer['version']) ?? null;
  const doubt = doubtOf(message, version);
  // Spelled out: V8 takes thirty times as long for an object that others are spread into, and every line makes one.
  const request: UsageRecord = {
    kind: 'usage',
    at,
    offset,
    key: key(id, requestId, asText(record['uuid']), file, offset),
    discriminator: id === undefined ? null : (requestId ?? session),
    copyOf: NONE,
    supersedes: false,
    growth: false,
    session,
    model,
    project: asText(outer['cwd']) ?? file.relativePath.split(/[\\/]/, 1)[0] ?? '',
    branch: asText(outer['gitBranch']) ?? null,
    counters: counters(usage),
    costUsd: asNumber(record['costUSD']) ?? null,
    contextTokens: null,
    contextWindow: null,
    mirror,
    sidechain: outer['isSidechain'] === true,
    local: model === SYNTHETIC_MODEL,
    version,
    tier: tier(usage),
    geo: usage['inference_geo'] === 'us' ? 'us' : null,
    confidence: doubt === null ? 'final' : 'partial',
    confidenceReason: doubt,
  };
  const subagent = asText(outer['agentId']) ?? asText(asObject(outer['data'])?.['agentId']);
  return subagent && session ? [request, { kind: 'subagent', session, at, key: subagent }] : [request];
}

/** The first identity that there is; each kind has a name space of its own. */
function key(
  id: string | undefined,
  requestId: string | undefined,
  uuid: string | undefined,
  { path: file }: LogFileInfo,
  offset: number,
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

function tier(usage: JsonObject): string | null {
  if (usage['speed'] === 'fast') return 'fast';
  const served = asText(usage['service_tier']);
  return served === 'batch' || served === 'priority' ? served : null;
}

/** The one stretch of versions that logged a fraction of the output even where the answer had ended. */
const FRACTION_FROM = [2, 1, 12];
const FRACTION_UNTIL = [2, 1, 30];

/** Versions as logged, and whether they belong to that stretch: there are few of them. */
const fractional = new Map<string, boolean>();

function logsFraction(version: string): boolean {
  let known = fractional.get(version);
  if (known === undefined) {
    const parts = version.split('.').map(Number);
    known = compare(parts, FRACTION_FROM) >= 0 && compare(parts, FRACTION_UNTIL) < 0;
    if (fractional.size < 1000) fractional.set(version, known);
  }
  return known;
}

/** Why the figures may not be final. An answer that has ended says why (`stop_reason`); until then the output is what had been streamed. */
function doubtOf(message: JsonObject, version: string | null): ConfidenceReason | null {
  if (version !== null && logsFraction(version)) return 'version';
  return asText(message['stop_reason']) === undefined ? 'unfinished' : null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, part] of b.entries()) if (a[i] !== part) return (a[i] ?? 0) - part;
  return 0;
}
