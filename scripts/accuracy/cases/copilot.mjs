import { iso } from '../lines/time.mjs';

const SESSION = '0d000000-0000-4000-8000-000000000001';
const FILE = `${SESSION}/events.jsonl`;

/** @param {string} type @param {number} minute @param {object} data */
function event(type, minute, data) {
  return { type, data, id: `event-${type}-${minute}`, timestamp: iso(minute) };
}

const start = event('session.start', 0, { sessionId: SESSION, version: 1, copilotVersion: '1.0.68' });

/** @param {number} minute @param {number} outputTokens */
function said(minute, outputTokens) {
  return event('assistant.message', minute, {
    messageId: `m${minute}`,
    model: 'gpt-5.4-mini',
    content: '',
    outputTokens,
  });
}

/** What the process spent, by model. @param {number} minute @param {Record<string, readonly [number, number, number]>} spent input, output, cache read */
function shutdown(minute, spent) {
  const modelMetrics = Object.fromEntries(
    Object.entries(spent).map(([model, [inputTokens, outputTokens, cacheReadTokens]]) => {
      const usage = { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens: 0, reasoningTokens: 0 };
      return [model, { requests: { count: 1, cost: 0 }, usage }];
    }),
  );
  return event('session.shutdown', minute, { shutdownType: 'routine', modelMetrics });
}

/**
 * Sessions of Copilot CLI. That a resumed session begins its metrics anew is told in a review of PanAchy/copilot-arewecooked,
 * pull request 45.
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const COPILOT = [
  {
    title: 'a session that was closed',
    why: 'The shutdown tells all by model; input includes what was read from the cache, and the messages are in it.',
    files: { [FILE]: [start, said(1, 45), said(2, 55), shutdown(3, { 'gpt-5.4-mini': [15_000, 100, 14_000] })] },
    tokens: [1000, 100, 0, 14_000],
  },
  {
    title: 'a session with two models',
    why: 'The shutdown tells each apart.',
    files: {
      [FILE]: [start, shutdown(3, { 'gpt-5.4-mini': [15_000, 100, 14_000], 'claude-haiku-4.5': [2000, 30, 500] })],
    },
    tokens: [2500, 130, 0, 14_500],
  },
  {
    title: 'a session that is still open, or was killed',
    why: 'Only the output of its messages is written so far: a lower bound, but not nothing.',
    files: { [FILE]: [start, said(1, 45), said(2, 55)] },
    tokens: [0, 100, 0, 0],
  },
  {
    title: 'resume: two shutdowns, the second with smaller figures',
    why: 'Each tells what its own process spent, so they add up.',
    files: {
      [FILE]: [
        start,
        shutdown(3, { 'gpt-5.4-mini': [15_000, 100, 14_000] }),
        event('session.resume', 60, { eventCount: 2 }),
        shutdown(63, { 'gpt-5.4-mini': [5000, 60, 4000] }),
      ],
    },
    tokens: [2000, 160, 0, 18_000],
  },
];
