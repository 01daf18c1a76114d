import type { AgentRecord, LineReader, LogFileInfo, UsageRecord } from './agent.ts';
import { type Call, type Run, settle, withCall } from './copilotRun.ts';
import { countersOf, metricsOf, type Tally, usageTally } from './copilotTally.ts';
import { asCount, asInstant, asObject, asText, type JsonObject } from './json.ts';
import { PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';

/** What the events so far say of the session. */
interface State {
  readonly session: string;
  readonly project: string;
  readonly branch: string | null;
  readonly version: string | null;
  /** The model that was last chosen. */
  readonly model: string;
  readonly run: Run;
}

/** One event. */
interface Event {
  readonly data: JsonObject;
  /** Its id, else its place. */
  readonly id: string;
  readonly at: number;
  readonly offset: number;
  /** Of a sub-agent. */
  readonly sidechain: boolean;
}

const NO_CALLS = { calls: [], folded: [] };

/** Reads the events of a session of Copilot CLI (kinds and fields: `session-events.ts` of github/copilot-sdk). */
export class CopilotReader implements LineReader {
  readonly #file: LogFileInfo;
  #state: State;

  constructor(file: LogFileInfo, state: string | undefined) {
    this.#file = file;
    this.#state = state === undefined ? beginningOf(file) : (JSON.parse(state) as State);
  }

  read(line: unknown, offset: number): AgentRecord[] {
    const outer = asObject(line);
    const data = asObject(outer?.['data']);
    const at = asInstant(outer?.['timestamp']);
    if (!outer || !data || at === undefined) return [];
    const id = asText(outer['id']) ?? `${this.#file.path}:${offset}`;
    const sidechain = asText(outer['agentId'] ?? data['parentToolCallId']) !== undefined;
    const event = { data, id, at, offset, sidechain };
    switch (outer['type']) {
      case 'session.start':
      case 'session.resume':
        return this.#begin(data);
      case 'session.model_change':
        return this.#choose(data['newModel']);
      case 'assistant.message':
        return this.#message(event, data);
      case 'model.message':
        return this.#message(event, asObject(data['message']) ?? {});
      case 'session.compaction_complete':
        return this.#compaction(event);
      case 'session.shutdown':
        return this.#shutdown(event);
      case 'user.message':
        return this.#prompt(event);
      case 'subagent.started':
        return [{ kind: 'subagent', session: this.#state.session, at, key: asText(data['toolCallId']) ?? id }];
      default:
        return [];
    }
  }

  state(): string {
    return JSON.stringify(this.#state);
  }

  /** Calls of a run that never ended stay as they are: no later shutdown speaks of them. */
  #begin(data: JsonObject): AgentRecord[] {
    const context = asObject(data['context']);
    const { session, project, branch, version, model, run } = this.#state;
    this.#state = {
      session: asText(data['sessionId']) ?? session,
      project: asText(context?.['cwd']) ?? project,
      branch: asText(context?.['branch']) ?? branch,
      version: asText(data['copilotVersion']) ?? version,
      model: asText(data['selectedModel']) ?? model,
      run: { ...run, ...NO_CALLS },
    };
    return [];
  }

  #choose(model: unknown): AgentRecord[] {
    this.#state = { ...this.#state, model: asText(model) ?? this.#state.model };
    return [];
  }

  /** An answer. Copies of it share the id of the call; from 1.0.81 on a `model.message` tells the output. */
  #message(event: Event, said: JsonObject): AgentRecord[] {
    const call = asText(said['apiCallId']);
    if (call === undefined && said !== event.data) return [];
    const key = call ?? asText(said['messageId']) ?? event.id;
    return this.#called(event, key, asText(said['model']), usageTally({ outputTokens: said['outputTokens'] }, 1));
  }

  /**
   * The call that summed a conversation up: complete, and of no weight in telling runs apart, since nobody says whether the
   * metrics count it. Older versions named its counters otherwise.
   */
  #compaction(event: Event): AgentRecord[] {
    const used = asObject(event.data['compactionTokensUsed']);
    if (!used) return [];
    const usage = {
      inputTokens: used['inputTokens'] ?? used['input'],
      outputTokens: used['outputTokens'] ?? used['output'],
      cacheReadTokens: used['cacheReadTokens'] ?? used['cachedInput'],
      cacheWriteTokens: used['cacheWriteTokens'],
    };
    const key = asText(event.data['requestId']) ?? event.id;
    return this.#called({ ...event, sidechain: true }, key, asText(used['model']), usageTally(usage, 0));
  }

  #called({ at, offset, sidechain }: Event, key: string, model: string | undefined, known: Tally): AgentRecord[] {
    const { session, run } = this.#state;
    const call = { key: `${session}:${key}`, model: model ?? this.#state.model, at, offset, sidechain, known };
    this.#state = { ...this.#state, run: withCall(run, call) };
    const isAnswer = known.requests > 0;
    return [this.#request(call, isAnswer ? { confidence: 'partial', confidenceReason: 'output-only' } : {})];
  }

  /** `currentTokens`: in the context of the main line. The rest has contexts of its own, of unknown size. */
  #shutdown({ data, id, at, offset }: Event): AgentRecord[] {
    const metrics = metricsOf(data['modelMetrics']);
    if (metrics.size === 0) return [];
    const { calls, rest } = settle(this.#state.run, metrics, asText(data['currentModel']));
    this.#state = { ...this.#state, run: { ...NO_CALLS, before: [...metrics] } };
    const contextTokens = asCount(data['currentTokens']);
    const settled = calls.map((call) => this.#request(call, { supersedes: true, contextTokens }));
    const others = rest.map(([model, known]) => {
      const key = `${this.#state.session}:${id}:${model}`;
      return this.#request({ key, model, at, offset, sidechain: true, known }, { contextTokens: 0 });
    });
    return [...settled, ...others];
  }

  #prompt({ data, id, at, sidechain }: Event): AgentRecord[] {
    const source = asText(data['source']) ?? 'user';
    if (sidechain || source !== 'user' || data['isAutopilotContinuation'] === true) return [];
    return promptRecords(data['content'], this.#state.session, at, id);
  }

  #request({ known, ...call }: Call, change: Partial<UsageRecord>): UsageRecord {
    const { session, project, branch, version } = this.#state;
    return { ...PLAIN_REQUEST, ...call, session, project, branch, version, counters: countersOf(known), ...change };
  }
}

function beginningOf({ relativePath }: LogFileInfo): State {
  const parts = relativePath.split(/[\\/]/);
  const session = parts.at(-2) ?? parts[0]!.replace(/\.jsonl$/, '');
  const run = { ...NO_CALLS, before: [] };
  return { session, project: '', branch: null, version: null, model: 'unknown', run };
}
