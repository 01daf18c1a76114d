import type { AgentRecord } from './agent.ts';
import type { CodexState } from './codexState.ts';
import { type CodexLine, sessionOf } from './codexUsage.ts';
import { asInstant, asObject, asText, type JsonObject } from './json.ts';
import { titleFrom } from './title.ts';

/** More threads than any chain of forks has: what a line costs must stay bounded. */
const MAX_PARENTS = 200;

/**
 * `session_meta` (openai/codex, protocol.rs `SessionMetaLine`). The first one is the thread's own; those that follow came
 * along with the history of the threads from which it was forked.
 */
export function noteSession(state: CodexState, { outer, payload }: CodexLine): AgentRecord[] {
  const spawn = asObject(asObject(asObject(payload['source'])?.['subagent'])?.['thread_spawn']);
  const spawnedBy = asText(spawn?.['parent_thread_id']);
  const named = [asText(payload['forked_from_id']), spawnedBy].filter((one) => one !== undefined);
  state.parents = [...new Set([...state.parents, ...named])].slice(0, MAX_PARENTS);
  if (state.session !== null) return [];

  state.session = asText(payload['id']) ?? null;
  state.version = asText(payload['cli_version']) ?? null;
  state.branch = asText(asObject(payload['git'])?.['branch']) ?? null;
  state.cwd = asText(payload['cwd']) ?? null;
  state.subagent = isSubagent(payload);
  const at = asInstant(payload['timestamp']) ?? asInstant(outer['timestamp']);
  const parent = spawnedBy ?? asText(payload['parent_thread_id']);
  if (!state.subagent || !parent || state.session === null || at === undefined) return [];
  return [{ kind: 'subagent', session: parent, at, key: state.session }];
}

/** `turn_context`: what holds for the requests that follow. */
export function noteTurn(state: CodexState, { payload }: CodexLine): void {
  state.turn = asText(payload['turn_id']) ?? null;
  state.model = asText(payload['model']) ?? state.model;
  state.cwd = asText(payload['cwd']) ?? state.cwd;
  if (payload['service_tier'] !== undefined) noteTier(state, payload);
}

/** Something other than a running total that happened in the thread. */
export function noteEvent(state: CodexState, line: CodexLine): AgentRecord[] {
  const { payload } = line;
  switch (payload['type']) {
    case 'thread_settings_applied':
      noteTier(state, asObject(payload['thread_settings']) ?? payload);
      return [];
    case 'thread_name_updated':
      return name(state, line);
    case 'user_message':
      return isTyped(payload['kind']) ? prompt(state, line, asText(payload['message'])) : [];
    case 'item_completed':
      return item(state, line, asObject(payload['item']));
    default:
      return [];
  }
}

function isSubagent(meta: JsonObject): boolean {
  return asObject(meta['source'])?.['subagent'] !== undefined || meta['thread_source'] === 'subagent';
}

/** Names of the standard service. */
const STANDARD: ReadonlySet<string | null> = new Set(['default', 'auto', 'standard']);

/** Settings are told as a whole: a tier that is missing is the standard one. */
function noteTier(state: CodexState, settings: JsonObject): void {
  const tier = asText(settings['service_tier']) ?? null;
  state.tier = STANDARD.has(tier) ? null : tier;
}

function name(state: CodexState, line: CodexLine): AgentRecord[] {
  const session = sessionOf(state, line);
  const title = titleFrom(asText(line.payload['thread_name']));
  const isOther = (asText(line.payload['thread_id']) ?? session) !== session;
  return title === undefined || isOther ? [] : [{ kind: 'title', session, title, source: 'given' }];
}

/** Versions before 0.40 or so log what the agent says on the person's behalf as messages of other kinds. */
function isTyped(kind: unknown): boolean {
  return kind === undefined || kind === null || kind === 'plain';
}

/** Paginated rollouts (since about version 0.149) have no `user_message`. */
function item(state: CodexState, line: CodexLine, item: JsonObject | undefined): AgentRecord[] {
  const content = item?.['content'];
  if (item?.['type'] !== 'UserMessage' || !Array.isArray(content)) return [];
  const texts = content.map((part) => asText(asObject(part)?.['text'])).filter((text) => text !== undefined);
  return prompt(state, line, texts.join('\n'));
}

/** Editors put what they have open before the person's words, under headings of their own. */
const OWN_WORDS = '## My request for Codex:';

/** Something that the person typed; what a sub-agent is told is not. The first prompt names the session. */
function prompt(state: CodexState, line: CodexLine, text: string | undefined): AgentRecord[] {
  const title = titleFrom(text?.split(OWN_WORDS).at(-1));
  if (state.subagent || title === undefined || /^(<[a-z]+_[a-z_]+>|# AGENTS\.md instructions for )/.test(title))
    return [];
  const session = sessionOf(state, line);
  const at = asInstant(line.outer['timestamp']);
  const named: AgentRecord = { kind: 'title', session, title, source: 'prompt' };
  // A fork repeats its parent's prompts: at another time, but in the same turn.
  return at === undefined ? [named] : [named, { kind: 'prompt', session, at, key: `${state.turn ?? at}:${text}` }];
}
