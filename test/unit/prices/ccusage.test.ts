import assert from 'node:assert/strict';
import { promptClass } from '../../../src/engine/ledger/promptClass.ts';
import { usd } from '../../support/pricing.ts';

type Figures = [model: string, input: number, output: number, written: number, hour: number, read: number, usd: number];

/**
 * What ccusage 20.0.24 prints (`claude daily --offline --json --mode calculate`) for transcripts of one request each,
 * of 2026-08-10.
 */
const REQUESTS: Figures[] = [
  ['claude-sonnet-4-5-20250929', 1234, 5678, 40_000, 0, 90_000, 0.265872],
  ['claude-sonnet-4-5-20250929', 1000, 2000, 30_000, 20_000, 50_000, 0.2055],
  ['claude-opus-4-5-20251101', 321, 4567, 12_345, 0, 67_890, 0.22688125],
  ['claude-opus-4-1-20250805', 1000, 1000, 1000, 0, 1000, 0.11025],
  ['claude-opus-4-6', 1000, 2000, 3000, 0, 4000, 0.07575],
  ['claude-haiku-4-5-20251001', 111, 222, 3333, 0, 44_444, 0.00983165],
  ['claude-sonnet-5', 1000, 2000, 3000, 0, 4000, 0.0303],
  ['claude-fable-5-1', 1000, 2000, 3000, 0, 400_000, 0.2475],
];

/** And for all requests of one model in the real transcripts, none of which had a prompt of a higher price. */
const TRANSCRIPTS: Figures[] = [
  ['claude-opus-4-5-20251101', 23_072, 266_889, 8_067_827, 1_240_454, 119_268_939, 121.49767575],
  ['claude-sonnet-4-5-20250929', 3051, 50_905, 1_202_462, 140_480, 13_418_604, 9.6236217],
  ['claude-opus-4-6', 610, 21_277, 1_630_895, 1_630_895, 34_773_697, 34.2307735],
  ['claude-sonnet-4-20250514', 1254, 16_357, 673_472, 0, 12_823_025, 6.6215445],
  ['claude-opus-4-20250514', 341, 12_081, 111_530, 0, 1_717_254, 5.5782585],
  ['claude-opus-4-1-20250805', 49, 1533, 59_893, 0, 185_694, 1.51724475],
  ['claude-sonnet-4-5-20250929', 17_469, 57_731, 856_721, 0, 10_180_097, 7.18510485],
  ['claude-haiku-4-5-20251001', 35_492, 8448, 147_479, 0, 525_016, 0.31458235],
  ['claude-opus-4-5-20251101', 3658, 31_667, 208_513, 0, 8_844_544, 6.53544325],
  ['claude-opus-4-6', 23, 88, 9036, 9036, 239_606, 0.212478],
  ['claude-opus-4-7', 2546, 53_458, 398_573, 102_189, 2_455_695, 5.4513175],
];

type CodexFigures = [model: string, input: number, read: number, output: number, usd: number, fast: number];

/** And `codex daily --offline --json --speed standard` and `fast` for rollouts of one request each, of 2026-09-10. */
const CODEX: CodexFigures[] = [
  ['gpt-5.5', 20_000, 30_000, 2000, 0.175, 0.4375],
  ['gpt-5.3-codex', 30_000, 20_000, 3000, 0.098, 0.196],
  ['gpt-5.6-sol', 30_000, 20_000, 3000, 0.188, 0.376],
  ['gpt-6-astra', 200_000, 100_000, 1000, 4.275, 8.55],
];

describe('the costs that ccusage prints', () => {
  for (const [model, input, output, cacheCreation, cacheCreation1h, cacheRead, expected] of [
    ...REQUESTS,
    ...TRANSCRIPTS,
  ])
    it(`${model}: ${expected}`, () => {
      const counters = { input, output, cacheCreation, cacheCreation1h, cacheRead };
      assert.equal(usd({ model, at: Date.parse('2026-08-10T12:00:00Z'), counters }), expected);
    });
  for (const [model, input, cacheRead, output, standard, fast] of CODEX)
    it(`${model}: ${standard}, fast ${fast}`, () => {
      const counters = { input, cacheRead, output };
      const request = { model, counters, promptClass: promptClass(input + cacheRead) };
      const at = Date.parse('2026-09-10T12:00:00Z');
      assert.equal(usd({ ...request, at }), standard);
      assert.equal(usd({ ...request, at, tier: 'fast' }), fast);
    });
  it('fast Opus 4.6 and 4.8: 0.4545 and 0.1515', () => {
    const counters = { input: 1000, output: 2000, cacheCreation: 3000, cacheRead: 4000 };
    assert.equal(usd({ model: 'claude-opus-4-6', tier: 'fast', counters }), 0.4545);
    assert.equal(usd({ model: 'claude-opus-4-8', tier: 'fast', counters }), 0.1515);
  });
});

describe('where ccusage 20.0.24 prints something else', () => {
  it('long prompts of Sonnet 4.5: it takes the low price (0.558)', () => {
    const counters = { input: 100_000, output: 1000, cacheCreation: 60_000, cacheRead: 60_000 };
    assert.equal(usd({ counters, promptClass: promptClass(220_000) }), 1.1085);
  });
  it('requests that had to stay in the US: it takes no notice (0.055)', () => {
    assert.equal(usd({ model: 'claude-opus-4-6', geo: 'us', counters: { input: 1000, output: 2000 } }), 0.0605);
  });
  it('fast gpt-5.4 with a long prompt: it doubles the price (2.145), but OpenAI sells none', () => {
    const request = {
      model: 'gpt-5.4',
      counters: { input: 200_000, cacheRead: 100_000, output: 1000 },
      promptClass: 6,
    };
    assert.equal(usd(request), 1.0725);
    assert.equal(usd({ ...request, tier: 'fast' }), 'tier');
  });
  it('fast gpt-5-codex: it takes no notice (0.07)', () => {
    const request = { model: 'gpt-5-codex', counters: { input: 30_000, cacheRead: 20_000, output: 3000 } };
    assert.equal(usd(request), 0.07);
    assert.equal(usd({ ...request, tier: 'fast' }), 0.14);
  });
});
