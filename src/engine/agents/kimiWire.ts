import type { AgentRecord, Counters, LogFileInfo } from './agent.ts';
import { asCount, asMilliseconds, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';

/** What the place of a wire file tells. */
export interface WirePlace {
  readonly path: string;
  readonly session: string;
  /** The folder of the session's project. */
  readonly project: string;
  /** The sub-agent whose file it is. */
  readonly subagent: string | undefined;
}

/** Finds the session, its project and the sub-agent in a file's path. */
export function placeOf({ path, relativePath }: LogFileInfo): WirePlace {
  const parts = relativePath.split(/[\\/]/);
  const within = parts.at(-3) === 'subagents' || parts.at(-3) === 'agents';
  const agent = within ? parts.at(-2) : undefined;
  const [project, session] = within ? [parts.at(-5), parts.at(-4)] : [parts.at(-3), parts.at(-2)];
  return { path, session: session ?? '', project: project ?? '', subagent: agent === 'main' ? undefined : agent };
}

/** What a line of a wire file says: of Kimi CLI `{ timestamp, message: { type, payload } }`, of Kimi Code `{ type, time }`. */
export function readWireLine(line: unknown, place: WirePlace, offset: number): AgentRecord[] {
  const outer = asObject(line);
  const fallback = `line:${place.path}:${offset}`;
  if (outer?.['type'] === 'usage.record') return usageRecord(outer, place, offset);
  if (outer?.['type'] === 'turn.prompt')
    return typed(outer['input'], place, asMilliseconds(outer['time']), fallback, asObject(outer['origin'])?.['kind']);
  const message = asObject(outer?.['message']);
  const at = asMilliseconds((asNumber(outer?.['timestamp']) ?? Number.NaN) * 1000);
  return message && at !== undefined ? event(message, place, { at, offset, fallback }) : [];
}

/** An event of Kimi CLI and, where it came wrapped as a copy, whose it is. */
interface Unwrapped {
  readonly event: JsonObject | undefined;
  readonly subagent: string | undefined;
  /** Whether the sub-agent has a file of its own, which holds the same event. */
  readonly hasFile: boolean;
}

/**
 * A sub-agent's events stand in the main file too, wrapped, as copies of what its own file holds; older versions gave
 * it none, so that the copy is its only trace.
 */
function unwrap(message: JsonObject, subagent: string | undefined): Unwrapped {
  let unwrapped: Unwrapped = { event: message, subagent, hasFile: false };
  while (unwrapped.event?.['type'] === 'SubagentEvent') {
    const wrapper = asObject(unwrapped.event['payload']);
    const id = asText(wrapper?.['agent_id']);
    const call = asText(wrapper?.['parent_tool_call_id']) ?? asText(wrapper?.['task_tool_call_id']);
    unwrapped = {
      event: asObject(wrapper?.['event']),
      subagent: id ?? call ?? unwrapped.subagent,
      hasFile: id !== undefined,
    };
  }
  return unwrapped;
}

/** The request or prompt of an event of Kimi CLI. */
function event(
  message: JsonObject,
  place: WirePlace,
  { at, offset, fallback }: { at: number; offset: number; fallback: string },
): AgentRecord[] {
  const { event: inner, subagent, hasFile } = unwrap(message, place.subagent);
  const mirror = inner !== message;
  const payload = asObject(inner?.['payload']);
  if (inner?.['type'] === 'TurnBegin' && !mirror) return typed(payload?.['user_input'], place, at, fallback);
  const usage = asObject(payload?.['token_usage']);
  if (inner?.['type'] !== 'StatusUpdate' || !usage) return [];
  const id = asText(payload?.['message_id']);
  if (id === undefined && hasFile) return [];
  const request: AgentRecord = {
    ...base(place, at, offset),
    key: id === undefined ? fallback : `message:${id}`,
    discriminator: id === undefined ? null : place.session,
    model: 'unknown',
    counters: counters(usage, 'input_other', 'input_cache_creation', 'input_cache_read'),
    contextWindow: asCount(payload?.['max_context_tokens']) || null,
    mirror,
    sidechain: mirror || subagent !== undefined,
  };
  return [request, ...started(subagent, place, at)];
}

/**
 * A call of Kimi Code. Within a turn or beside it (`usageScope`), each record is one call, never a sum
 * (`agent/usage/index.ts` of MoonshotAI/kimi-code). It has no id: the call is known by its millisecond and its figures,
 * which a copied session repeats.
 */
function usageRecord(outer: JsonObject, place: WirePlace, offset: number): AgentRecord[] {
  const at = asMilliseconds(outer['time']);
  const usage = asObject(outer['usage']);
  if (at === undefined || !usage) return [];
  const model = asText(outer['model']) ?? 'unknown';
  const used = counters(usage, 'inputOther', 'inputCacheCreation', 'inputCacheRead');
  const request: AgentRecord = {
    ...base(place, at, offset),
    key: `call:${at}:${model}:${used.input}:${used.output}:${used.cacheCreation}:${used.cacheRead}`,
    model,
    counters: used,
    sidechain: place.subagent !== undefined,
  };
  return [request, ...started(place.subagent, place, at)];
}

function base({ session, project }: WirePlace, at: number, offset: number) {
  return { ...PLAIN_REQUEST, at, offset, session, project };
}

function counters(usage: JsonObject, input: string, cacheCreation: string, cacheRead: string): Counters {
  return {
    ...NO_COUNTERS,
    input: asCount(usage[input]),
    output: asCount(usage['output']),
    cacheCreation: asCount(usage[cacheCreation]),
    cacheRead: asCount(usage[cacheRead]),
  };
}

/** A sub-agent's file begins its turns with orders of the main agent. */
function typed(
  content: unknown,
  { session, subagent }: WirePlace,
  at: number | undefined,
  key: string,
  origin: unknown = 'user',
): AgentRecord[] {
  return subagent === undefined && origin === 'user' ? promptRecords(content, session, at, key) : [];
}

function started(subagent: string | undefined, { session }: WirePlace, at: number): AgentRecord[] {
  return subagent === undefined ? [] : [{ kind: 'subagent', session, at, key: `${session}:${subagent}` }];
}
