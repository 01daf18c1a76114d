import type { UsageRecord } from './agent.ts';
import type { CodexState } from './codexState.ts';
import { countersOf, growth, type Tally, tallyOf, totalText } from './codexTally.ts';
import { asCount, asInstant, asObject, asText, type JsonObject } from './json.ts';
import { PLAIN_REQUEST } from './plainRequest.ts';

/** A line of a rollout. */
export interface CodexLine {
  readonly outer: JsonObject;
  readonly payload: JsonObject;
  /** Name of the file, without its folders and without `.zst`: it stays the same wherever the rollout is moved. */
  readonly fileName: string;
  readonly offset: number;
}

/** The session that a line belongs to: its thread, or its file where no thread is named. */
export function sessionOf(state: CodexState, { fileName }: CodexLine): string {
  return state.session ?? fileName;
}

/**
 * The request behind an `event_msg` of type `token_count` (openai/codex, protocol.rs `TokenUsageInfo`), if any: it spent
 * what the thread's running total has grown by since the event before. Most events only repeat the total, with new rate
 * limits or an estimate of the context; after an interrupted turn it grows by more than `last_token_usage` tells.
 */
export function countTotal(state: CodexState, line: CodexLine): UsageRecord[] {
  const info = asObject(line.payload['info']);
  state.window = asCount(info?.['model_context_window']) || state.window;
  const at = asInstant(line.outer['timestamp']);
  // A total without a time is left to the next one, which grows by both.
  if (!info || state.records || at === undefined) return [];
  const total = tallyOf(info['total_token_usage']);
  const last = tallyOf(info['last_token_usage']);
  const model = state.model ?? asText(info['model']) ?? asText(line.payload['model']) ?? 'unknown';
  const said = { at, model, contextTokens: last?.input_tokens || null };
  if (!total) return last ? [request(state, line, last, { ...said, key: placeOf(line) })] : [];
  const spent = advance(state, total, last);
  if (!spent) return [];
  const keysOf = (thread: string): string[] => totalKeys(thread, total, state.restarts);
  const key = keysOf(sessionOf(state, line)).at(-1)!;
  const copyOf = state.parents.flatMap(keysOf);
  return [request(state, line, spent, { ...said, key, copyOf, growth: true })];
}

/**
 * A `token_usage_record` (openai/codex since version 0.153): one response of the model, that of a compaction included,
 * which the running total leaves out (openai/codex#47003). From the first one on the running total no longer counts.
 */
export function countResponse(state: CodexState, line: CodexLine): UsageRecord[] {
  const record = asObject(line.payload['usage']) ? line.payload : line.outer;
  const spent = tallyOf(record['usage']);
  if (!spent) return [];
  state.records = true;
  const at = asInstant(line.outer['timestamp']);
  if (at === undefined) return [];
  const response = asText(record['response_id']);
  const key = response === undefined ? placeOf(line) : `response:${response}`;
  const thread = asText(record['thread_id']) ?? state.session;
  return [request(state, line, spent, { at, key, mirror: thread !== state.session })];
}

/** Moves the running total on. Returns what was spent; undefined if nothing. */
function advance(state: CodexState, total: Tally, last: Tally | undefined): Tally | undefined {
  const before = state.total;
  state.total = total;
  // What a fork begins with is the parent's.
  if (!before) return state.parents.length > 0 && last ? last : total;
  if (total.total_tokens < before.total_tokens) {
    state.restarts++;
    return last ?? total;
  }
  return totalText(total) === totalText(before) ? undefined : growth(total, before);
}

/**
 * Keys of a running total in a thread: as it was before the total ever fell and, the last one, as it is now. A thread that
 * repeats another's history repeats its totals.
 */
function totalKeys(thread: string, total: Tally, restarts: number): string[] {
  const key = `${thread}:${totalText(total)}`;
  return restarts === 0 ? [key] : [key, `${key}#${restarts}`];
}

function placeOf({ fileName, offset }: CodexLine): string {
  return `${fileName}:${offset}`;
}

/** What a line says about a request: what it spent, and more than the lines before it have said. */
function request(state: CodexState, line: CodexLine, spent: Tally, said: Said): UsageRecord {
  return {
    ...PLAIN_REQUEST,
    offset: line.offset,
    session: sessionOf(state, line),
    model: state.model ?? 'unknown',
    project: state.cwd ?? '',
    branch: state.branch,
    counters: countersOf(spent),
    contextWindow: state.window,
    sidechain: state.subagent,
    version: state.version,
    tier: state.tier,
    ...said,
  };
}

type Said = Pick<UsageRecord, 'at' | 'key'> & Partial<UsageRecord>;
