/** Token counts of a made line. What is left out is 0; the total is input and output. */
export interface Tokens {
  readonly input?: number;
  readonly cached?: number;
  readonly written?: number;
  readonly output?: number;
  readonly reasoning?: number;
  readonly total?: number;
}

/** Token counts as Codex writes them. */
export function tokens(counts: Tokens): Record<string, number> {
  const { input = 0, cached = 0, written, output = 0, reasoning = 0, total = input + output } = counts;
  return {
    input_tokens: input,
    cached_input_tokens: cached,
    ...(written !== undefined && { cache_write_input_tokens: written }),
    output_tokens: output,
    reasoning_output_tokens: reasoning,
    total_tokens: total,
  };
}

const START = Date.UTC(2026, 5, 1, 10);

/** A line of a rollout. `at`: minutes after 10:00 of 1 June 2026. */
function line(type: string, payload: object, at = 0): Record<string, unknown> {
  return { timestamp: new Date(START + at * 60_000).toISOString(), type, payload };
}

/** The first line of a rollout. */
export function meta(id: string, more: object = {}, at = 0): Record<string, unknown> {
  const timestamp = new Date(START + at * 60_000).toISOString();
  const plain = { originator: 'codex-tui', cli_version: '0.142.2', source: 'cli', git: { branch: 'main' } };
  return line('session_meta', { id, timestamp, cwd: '/work/app', ...plain, ...more }, at);
}

/** What makes a rollout one of a thread that another one has spawned. */
export function spawnedBy(parent: string): object {
  return { source: { subagent: { thread_spawn: { parent_thread_id: parent, depth: 1 } } } };
}

/** What holds for the turn that begins. */
export function turn(model: string | null = 'gpt-5.5', more: object = {}): Record<string, unknown> {
  return line('turn_context', { cwd: '/work/app', ...(model !== null && { model }), ...more });
}

/** An event. */
export function event(type: string, more: object = {}, at = 0): Record<string, unknown> {
  return line('event_msg', { type, ...more }, at);
}

/** A running total, with what the last request spent unless it is null. */
export function count(total: Tokens | null, last: Tokens | null = null, at = 0, info: object = {}): object {
  const said = {
    ...(total && { total_token_usage: tokens(total) }),
    ...(last && { last_token_usage: tokens(last) }),
    model_context_window: 258_400,
    ...info,
  };
  return event('token_count', { info: said, rate_limits: { limit_id: 'codex' } }, at);
}

/** One response's own account. */
export function response(id: string | null, spent: Tokens, more: object = {}, at = 0): Record<string, unknown> {
  return line('token_usage_record', { ...(id !== null && { response_id: id }), usage: tokens(spent), ...more }, at);
}

/** Something that the person typed. */
export function typed(message: unknown, more: object = {}, at = 0): Record<string, unknown> {
  return event('user_message', { message, ...more }, at);
}

/** The total after the first request of {@link THREAD}. */
export const FIRST = { input: 100, cached: 60, output: 10, reasoning: 4 };
/** The total after its second request. */
export const SECOND = { input: 250, cached: 150, output: 30, reasoning: 9 };

/** A rollout of two requests: 100 tokens of plain input, 150 from the cache, 30 out. */
export const THREAD: readonly object[] = [
  meta('a'),
  turn(),
  count(FIRST, FIRST, 1),
  count(SECOND, { input: 150, cached: 90, output: 20 }, 2),
];
