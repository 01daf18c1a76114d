import { instant, iso } from '../lines/time.mjs';

const model = 'claude-sonnet-4-5';

/** An answer with its usage. @param {number} n */
function said(n) {
  const prompt = { inputTokens: 10, cacheCreationInputTokens: 300, cacheReadInputTokens: 4000, totalInputTokens: 4310 };
  return {
    role: 'assistant',
    messageId: n,
    content: [],
    usage: { model, ...prompt, outputTokens: 100, timestamp: iso(n) },
  };
}

/** The same request in the ledger. @param {number} n */
function event(n) {
  const tokens = { input: 10, output: 100 };
  return { id: `event-${n}`, timestamp: iso(n), model, credits: 1, tokens, operationType: 'inference', toMessageId: n };
}

/** @param {object} more */
function thread(more) {
  return { 'T-1.json': JSON.stringify({ v: 1, id: 'T-1', created: instant(0), ...more }) };
}

const messages = [{ role: 'user', messageId: 0, content: [] }, said(1), said(3)];

/**
 * Threads of Amp (ryoppippi/ccusage, rust/crates/ccusage/src/adapter/amp/parser.rs).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const AMP = [
  {
    title: 'usage in the messages',
    why: 'Input excludes both sides of the cache.',
    files: thread({ messages }),
    tokens: [20, 200, 600, 8000],
  },
  {
    title: 'a ledger beside the messages',
    why: 'It repeats the requests without their cache, which the messages tell.',
    files: thread({ messages, usageLedger: { events: [event(1), event(3)] } }),
    tokens: [20, 200, 600, 8000],
  },
];
