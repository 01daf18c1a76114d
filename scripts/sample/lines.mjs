import { createHash } from 'node:crypto';
import { freshId } from '../replay/ids.mjs';

/** @typedef {Record<string, unknown>} Fields */

/** Versions from this one on write the shared fields behind the line's own ones, and more about usage. */
const NEW = '2.1.114';

/** Repeatable ids and numbers: each call gives the next. */
export class Ids {
  #n = 0;

  /** @param {string} seed */
  constructor(seed) {
    this.seed = seed;
  }

  uuid() {
    return freshId('00000000-0000-4000-a000-000000000000', this.#next());
  }

  /** An id as the API gives them. @param {string} prefix */
  api(prefix) {
    return prefix + freshId('x'.repeat(22), this.#next());
  }

  agent() {
    return `a${freshId('0'.repeat(16), this.#next())}`;
  }

  /** An integer from `low` to `high`. @param {number} low @param {number} high */
  int(low, high) {
    return low + (createHash('sha256').update(this.#next()).digest().readUInt32LE(0) % (high - low + 1));
  }

  #next() {
    return `${this.seed} ${this.#n++}`;
  }
}

/**
 * What an answer costs, in tokens. `hour` says that the cache is kept for an hour rather than five minutes.
 * @typedef {{ input: number, output: number, creation: number, read: number, hour: boolean }} Usage
 */

/**
 * @typedef {object} Session
 * @property {string} id
 * @property {string} version
 * @property {string} cwd
 * @property {string} branch
 * @property {string} [agent] the sub-agent's id, if it is one's
 * @property {string} [prompt] id of the prompt that all lines of a turn share
 */

/** One transcript's lines, each a child of the one before. */
export class Lines {
  #parent = /** @type {string | null} */ (null);
  /** The uuid of the next prompt, which a snapshot of files names before it. @type {string | undefined} */
  #promptUuid;
  /** @type {string[]} */
  lines = [];

  /** @param {Ids} ids @param {Session} session */
  constructor(ids, session) {
    this.ids = ids;
    this.session = session;
  }

  /** @param {string} text @param {number} time ms */
  prompt(text, time) {
    this.session.prompt = this.ids.uuid();
    const own = { type: 'user', message: { role: 'user', content: text }, ...this.#stamp(time, this.#promptUuid) };
    this.#conversation(
      { ...own, ...(this.#isNew ? {} : { todos: [] }), permissionMode: 'acceptEdits' },
      { prompt: true },
    );
  }

  /**
   * One line of an answer.
   * @param {{ id: string, request: string, model: string, block: Fields, stop: string | null, usage: Usage }} answer
   * @param {number} time ms
   */
  answer({ id, request, model, block, stop, usage }, time) {
    const isLast = stop !== null;
    const details = this.#isNew ? { stop_details: null } : {};
    const head = {
      model,
      id,
      type: 'message',
      role: 'assistant',
      content: [block],
      stop_reason: stop,
      stop_sequence: null,
    };
    const message = { ...head, ...details, usage: usageFields(usage, this.#isNew && isLast) };
    return this.#conversation({ message, requestId: request, type: 'assistant', ...this.#stamp(time) });
  }

  /** @param {{ tool: string, text: string, asked: string, more?: Fields }} result `asked` is the uuid of the call @param {number} time ms */
  result({ tool, text, asked, more }, time) {
    const content = [{ tool_use_id: tool, type: 'tool_result', content: text, is_error: false }];
    const toolUseResult = more ?? {
      stdout: text,
      stderr: '',
      interrupted: false,
      isImage: false,
      noOutputExpected: false,
    };
    // Sub-agents write no toolUseResult.
    const own = { type: 'user', message: { role: 'user', content }, ...this.#stamp(time) };
    const result = this.session.agent === undefined ? { toolUseResult } : {};
    this.#conversation({ ...own, ...result, sourceToolAssistantUUID: asked }, { prompt: true });
  }

  /** What the agent itself says when an answer was cut off: no request. @param {number} time ms */
  synthetic(time) {
    const none = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
    const usage = {
      ...none,
      server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
      service_tier: null,
      cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
    };
    const head = { id: this.ids.uuid(), container: null, model: '<synthetic>', role: 'assistant' };
    const content = [{ type: 'text', text: 'No response requested.' }];
    const message = {
      ...head,
      stop_reason: 'stop_sequence',
      stop_sequence: '',
      type: 'message',
      usage,
      content,
      context_management: null,
    };
    this.#conversation({ type: 'assistant', ...this.#stamp(time), message, isApiErrorMessage: false });
  }

  /** The end of a turn. @param {number} durationMs @param {number} time ms */
  turn(durationMs, time) {
    const count = this.#isNew ? { messageCount: this.lines.length } : {};
    const { uuid, timestamp } = this.#stamp(time);
    this.#conversation({
      type: 'system',
      subtype: 'turn_duration',
      durationMs,
      ...count,
      timestamp,
      uuid,
      isMeta: false,
    });
  }

  /** @param {number} time ms */
  snapshot(time) {
    const messageId = this.ids.uuid();
    this.#promptUuid = messageId;
    const snapshot = { messageId, trackedFileBackups: {}, timestamp: new Date(time).toISOString() };
    this.lines.push(JSON.stringify({ type: 'file-history-snapshot', messageId, snapshot, isSnapshotUpdate: false }));
  }

  /** A title for the session so far. @param {string} summary */
  summary(summary) {
    this.lines.push(JSON.stringify({ type: 'summary', summary, leafUuid: this.#parent ?? this.ids.uuid() }));
  }

  get #isNew() {
    return this.session.version === NEW;
  }

  /** @param {number} time @param {string} [uuid] */
  #stamp(time, uuid = this.ids.uuid()) {
    return { uuid, timestamp: new Date(time).toISOString() };
  }

  /** @param {Fields & { uuid: string }} own @param {{ prompt?: boolean }} [options] @returns {string} the line's uuid */
  #conversation(own, { prompt = false } = {}) {
    const { id, version, cwd, branch, agent, prompt: promptId } = this.session;
    const chain = { parentUuid: this.#parent, isSidechain: agent !== undefined };
    const where = { cwd, sessionId: id, version, gitBranch: branch };
    const agentId = agent === undefined ? {} : { agentId: agent };
    const line = this.#isNew
      ? { ...chain, ...(prompt && { promptId }), ...agentId, ...own, userType: 'external', entrypoint: 'cli', ...where }
      : { ...chain, userType: 'external', ...where, ...agentId, ...own };
    this.#parent = own.uuid;
    this.lines.push(JSON.stringify(line));
    return own.uuid;
  }
}

/** @param {Usage} usage @param {boolean} complete as newer versions write the last line of an answer */
function usageFields({ input, output, creation, read, hour }, complete) {
  const prompt = { input_tokens: input, cache_creation_input_tokens: creation, cache_read_input_tokens: read };
  const five = { ephemeral_5m_input_tokens: hour ? 0 : creation };
  const one = { ephemeral_1h_input_tokens: hour ? creation : 0 };
  const rest = { service_tier: 'standard' };
  if (!complete) {
    return {
      ...prompt,
      cache_creation: { ...five, ...one },
      output_tokens: output,
      ...rest,
      inference_geo: 'not_available',
    };
  }
  const searches = { server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 } };
  const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens } = prompt;
  const iteration = {
    input_tokens,
    output_tokens: output,
    cache_read_input_tokens,
    cache_creation_input_tokens,
    cache_creation: { ...five, ...one },
    type: 'message',
  };
  const tail = { cache_creation: { ...one, ...five }, inference_geo: '', iterations: [iteration], speed: 'standard' };
  return { ...prompt, output_tokens: output, ...searches, ...rest, ...tail };
}
