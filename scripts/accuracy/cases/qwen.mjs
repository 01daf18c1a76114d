import { iso } from '../lines/time.mjs';

const FILE = '-work-app/chats/session-1.jsonl';

/** An answer. @param {number} n @param {object} [more] */
function said(n, more = {}) {
  const counts = { promptTokenCount: 1000, candidatesTokenCount: 100, thoughtsTokenCount: 0, totalTokenCount: 1100 };
  const line = { uuid: `uuid-${n}`, sessionId: 'session-1', timestamp: iso(n), cwd: '/work/app', version: '0.18.1' };
  const usageMetadata = { ...counts, cachedContentTokenCount: 600 };
  return { ...line, type: 'assistant', model: 'qwen3-coder-plus', message: { role: 'model' }, usageMetadata, ...more };
}

/** The telemetry of the same request. @param {number} n */
function telemetry(n) {
  const counts = { input_token_count: 1000, output_token_count: 100, cached_content_token_count: 600 };
  const uiEvent = { 'event.name': 'qwen-code.api_response', 'event.timestamp': iso(n), ...counts };
  const system = { uuid: `uuid-t${n}`, type: 'system', subtype: 'ui_telemetry', systemPayload: { uiEvent } };
  return said(n, { ...system, message: undefined, usageMetadata: undefined });
}

/**
 * Chats of Qwen Code (QwenLM/qwen-code, packages/core/src/services/chatRecordingService.ts).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const QWEN = [
  {
    title: 'two answers',
    why: 'The prompt includes what was read from the cache: prompt and answer make up the total.',
    files: { [FILE]: [said(1), said(2)] },
    tokens: [800, 200, 0, 1200],
  },
  {
    title: 'telemetry beside the answers',
    why: 'It tells of the same requests.',
    files: { [FILE]: [telemetry(1), said(1), telemetry(2), said(2)] },
    tokens: [800, 200, 0, 1200],
  },
];
