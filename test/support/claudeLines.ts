/** What a made answer line holds. `null` leaves a field out; everything has a default. */
export interface Answer {
  readonly id?: string | null;
  readonly requestId?: string | null;
  readonly uuid?: string | null;
  readonly session?: string;
  readonly at?: string | number;
  readonly model?: string;
  readonly cwd?: string;
  readonly input?: number;
  readonly output?: number;
  readonly cacheCreation?: number;
  readonly cacheRead?: number;
  /** Replaces the whole usage object. */
  readonly usage?: unknown;
  readonly sidechain?: boolean;
  readonly branch?: string;
  readonly content?: unknown;
}

/** A line of type `assistant` with usage, as Claude Code writes it. */
export function answer(options: Answer = {}): Record<string, unknown> {
  const { id = 'msg_1', requestId = 'req_1', uuid = 'uuid-1', session = 's1', sidechain = false, branch } = options;
  const { cwd = '/work/app', model = 'claude-opus-4-6', content = [{ type: 'text', text: 'Done.' }] } = options;
  return {
    parentUuid: null,
    isSidechain: sidechain,
    type: 'assistant',
    sessionId: session,
    cwd,
    version: '2.1.114',
    ...(branch !== undefined && { gitBranch: branch }),
    message: {
      ...(id !== null && { id }),
      type: 'message',
      role: 'assistant',
      model,
      content,
      usage: usageOf(options),
    },
    ...(requestId !== null && { requestId }),
    ...(uuid !== null && { uuid }),
    timestamp: time(options.at ?? '2026-05-01T10:00:00.000Z'),
  };
}

function usageOf({ usage, input = 10, output = 20, cacheCreation = 300, cacheRead = 4000 }: Answer): unknown {
  return (
    usage ?? {
      input_tokens: input,
      cache_creation_input_tokens: cacheCreation,
      cache_read_input_tokens: cacheRead,
      output_tokens: output,
    }
  );
}

/** The live copy of a sub-agent's answer in the main transcript. */
export function progressOf(line: Record<string, unknown>, session = 's1'): Record<string, unknown> {
  const { type, message, requestId, uuid, timestamp } = line;
  const data = { type: 'agent_progress', message: { type, message, requestId, uuid, timestamp }, agentId: 'a1' };
  return {
    type: 'progress',
    isSidechain: false,
    sessionId: session,
    cwd: '/work/app',
    timestamp,
    uuid: 'progress-1',
    data,
  };
}

/** Something that a person typed. */
export function prompt(text: unknown, session = 's1', more: object = {}): Record<string, unknown> {
  return {
    type: 'user',
    isSidechain: false,
    sessionId: session,
    cwd: '/work/app',
    timestamp: '2026-05-01T09:59:00.000Z',
    message: { role: 'user', content: text },
    ...more,
  };
}

function time(at: string | number): string {
  return typeof at === 'number' ? new Date(at).toISOString() : at;
}
