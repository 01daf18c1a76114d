import assert from 'node:assert/strict';
import { parseModelName } from '../../../src/engine/ledger/prices/modelName.ts';

const PLAIN = { million: false, regional: false };

describe('parseModelName', () => {
  const names: Record<string, string> = {
    'claude-opus-4-6': 'claude-opus-4-6',
    'claude-sonnet-4-5-20250929': 'claude-sonnet-4-5',
    'claude-sonnet-4-5@20250929': 'claude-sonnet-4-5',
    'claude-opus-4-6@default': 'claude-opus-4-6',
    'claude-sonnet-4.6': 'claude-sonnet-4-6',
    'Claude-Opus-4-6 ': 'claude-opus-4-6',
    'anthropic/claude-opus-4.6': 'claude-opus-4-6',
    'vertex_ai/claude-haiku-4-5@20251001': 'claude-haiku-4-5',
    'global.anthropic.claude-opus-4-6-v1': 'claude-opus-4-6',
    'anthropic.claude-3-5-haiku-20241022-v1:0': 'claude-3-5-haiku',
    'gpt-5-2025-08-07': 'gpt-5',
    'openai/gpt-5.3-codex': 'gpt-5.3-codex',
    'models/gemini-2.5-pro': 'gemini-2.5-pro',
    'google/models/gemini-2.5-pro': 'gemini-2.5-pro',
    'moonshotai/kimi-k2-0905-preview': 'kimi-k2-0905-preview',
    'qwen/qwen3-coder-plus-2025-09-23': 'qwen3-coder-plus',
    'x-ai/grok-4.5': 'grok-4.5',
    // What the table decides about stays.
    'claude-3-5-haiku-latest': 'claude-3-5-haiku-latest',
    'claude-opus-4-6-fast': 'claude-opus-4-6-fast',
    // No name of a model that is known: nothing is guessed from it.
    'claude-opus-4-6-extra': 'claude-opus-4-6-extra',
    'my-claude-opus-4-6': 'my-claude-opus-4-6',
    'someone/claude-opus-4-6': 'someone/claude-opus-4-6',
    '<synthetic>': '<synthetic>',
    constructor: 'constructor',
  };
  for (const [logged, name] of [...Object.entries(names), ['__proto__', '__proto__'] as const])
    it(`reads "${logged}"`, () => {
      assert.deepEqual(parseModelName(logged), { name, ...PLAIN });
    });

  it('tells of a context of a million tokens', () => {
    const name = { name: 'claude-sonnet-4-5', million: true, regional: false };
    assert.deepEqual(parseModelName('claude-sonnet-4-5-20250929[1m]'), name);
    assert.deepEqual(parseModelName('claude-sonnet-4-5[1M]'), name);
  });
  it('tells of one region of Bedrock', () => {
    for (const region of ['us', 'eu', 'jp'])
      assert.deepEqual(parseModelName(`${region}.anthropic.claude-sonnet-4-5-20250929-v1:0`), {
        name: 'claude-sonnet-4-5',
        million: false,
        regional: true,
      });
  });
  it('finds no name in nothing or in a text', () => {
    for (const none of ['', '  ', 'models/', '[1m]', 'x'.repeat(129), ' '.repeat(1e6)])
      assert.equal(parseModelName(none), undefined);
  });
});
