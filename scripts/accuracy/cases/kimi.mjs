import { instant } from '../lines/time.mjs';

const FILE = 'sessions/group/session-1/wire.jsonl';

/** @param {number} n @param {string} type @param {object} payload */
function line(n, type, payload) {
  return { timestamp: instant(n) / 1000, message: { type, payload } };
}

/** What a request cost. @param {number} n */
function status(n) {
  const token_usage = { input_other: 400, output: 100, input_cache_read: 600, input_cache_creation: 50 };
  return line(n, 'StatusUpdate', { context_usage: 0.1, token_usage, message_id: `chatcmpl-${n}` });
}

/**
 * Sessions of Kimi CLI (MoonshotAI/kimi-cli, src/kimi_cli/wire/types.py).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const KIMI = [
  {
    title: 'two requests',
    why: '`input_other` excludes both sides of the cache.',
    files: { [FILE]: [{ type: 'metadata', protocol_version: '1.1' }, line(0, 'TurnBegin', {}), status(1), status(2)] },
    tokens: [800, 200, 100, 1200],
  },
  {
    title: 'a status without usage',
    why: 'It tells how full the context is, and costs nothing.',
    files: { [FILE]: [status(1), line(2, 'StatusUpdate', { context_usage: 0.2 }), status(3)] },
    tokens: [800, 200, 100, 1200],
  },
];
