/** A model's usage as a shutdown of Copilot CLI tells it: input with everything cached, output with the reasoning. */
export interface Metric {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
  /** Without it, requests are not counted. */
  readonly requests?: number;
}

let serial = 0;

/** An event as Copilot CLI writes it. `at`: minutes after 10:00. */
export function event(type: string, at: number, data: object, more: object = {}): Record<string, unknown> {
  const timestamp = new Date(Date.UTC(2026, 4, 1, 10, at)).toISOString();
  return { type, data, id: `event-${++serial}`, timestamp, parentId: null, ...more };
}

/** The beginning of a session. */
export function start(at = 0, session = 's1'): Record<string, unknown> {
  const context = { cwd: '/work/app', branch: 'main' };
  return event('session.start', at, { sessionId: session, copilotVersion: '1.0.64', selectedModel: 'gpt-5', context });
}

/** A session is taken up again. */
export function resume(at: number): Record<string, unknown> {
  return event('session.resume', at, { resumeTime: 'x', eventCount: 1, context: { cwd: '/work/app' } });
}

/** An answer. */
export function message(at: number, call: string, outputTokens: number, more: object = {}): Record<string, unknown> {
  return event('assistant.message', at, {
    messageId: `m-${++serial}`,
    apiCallId: call,
    model: 'gpt-5',
    outputTokens,
    ...more,
  });
}

/** The end of a run. */
export function shutdown(
  at: number,
  metrics: Readonly<Record<string, Metric>>,
  more: object = {},
): Record<string, unknown> {
  const modelMetrics = Object.fromEntries(
    Object.entries(metrics).map(([model, { input = 0, output = 0, cacheRead = 0, cacheWrite = 0, ...rest }]) => {
      const { reasoning = 0, requests } = rest;
      const usage = {
        inputTokens: input,
        outputTokens: output,
        cacheReadTokens: cacheRead,
        cacheWriteTokens: cacheWrite,
        reasoningTokens: reasoning,
      };
      return [model, { ...(requests !== undefined && { requests: { count: requests, cost: 0 } }), usage }];
    }),
  );
  return event('session.shutdown', at, { shutdownType: 'routine', modelMetrics, currentTokens: 900, ...more });
}
