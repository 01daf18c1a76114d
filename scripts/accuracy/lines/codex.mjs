import { iso } from './time.mjs';

/** Input (cached included), cached, output (reasoning included), reasoning. @typedef {readonly [number, number, number, number]} Usage */

/** A time. @param {number} seconds after ten o'clock */
export function second(seconds) {
  return iso(0, seconds);
}

/**
 * The line with which a rollout begins.
 * @param {string} id the thread
 * @param {object} [more] further fields of the payload
 * @param {number} [at]
 */
export function meta(id, more = {}, at = 0) {
  const payload = { id, timestamp: second(at), cwd: '/work/app', originator: 'codex_cli_rs', cli_version: '0.142.0' };
  return { timestamp: second(at), type: 'session_meta', payload: { ...payload, source: 'cli', ...more } };
}

/** The line that names the model. @param {string} model @param {number} [at] */
export function turn(model, at = 1) {
  return {
    timestamp: second(at),
    type: 'turn_context',
    payload: { cwd: '/work/app', approval_policy: 'never', model },
  };
}

/**
 * A count of tokens.
 * @param {number} at
 * @param {Usage | undefined} total of the thread so far
 * @param {Usage | undefined} last of the last request
 */
export function count(at, total, last) {
  const info = {
    ...(total && { total_token_usage: usage(total) }),
    ...(last && { last_token_usage: usage(last) }),
    model_context_window: 272_000,
  };
  return tokenCount(at, info);
}

/** A line of type `token_count` with whatever `info`. @param {number} at @param {object | null} info */
export function tokenCount(at, info) {
  const rate_limits = { primary: { used_percent: 12, window_minutes: 300, resets_at: 1_777_640_400 }, secondary: null };
  return { timestamp: second(at), type: 'event_msg', payload: { type: 'token_count', info, rate_limits } };
}

/** The record of one response, as newer versions write it. @param {number} at @param {string} response @param {Usage} spent */
export function usageRecord(at, response, spent) {
  const payload = { response_id: response, thread_id: 'thread-1', usage: usage(spent) };
  return { timestamp: second(at), type: 'token_usage_record', payload };
}

/** Counters as Codex names them. @param {Usage} usage @param {number} [total] */
export function usage([input, cached, output, reasoning], total = input + output) {
  return {
    input_tokens: input,
    cached_input_tokens: cached,
    output_tokens: output,
    reasoning_output_tokens: reasoning,
    total_tokens: total,
  };
}

/** The path of a rollout. @param {string} id @param {string} [folder] */
export function rollout(id, folder = 'sessions/2026/05/01') {
  return `${folder}/rollout-2026-05-01T10-00-00-${id}.jsonl`;
}
