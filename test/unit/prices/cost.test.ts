import assert from 'node:assert/strict';
import { PROMPT_THRESHOLDS, promptClass } from '../../../src/engine/ledger/promptClass.ts';
import { type UsageChange, usd } from '../../support/pricing.ts';

/** Expected figures are worked out by hand; the name of each case says how. */
type Cases = Record<string, [UsageChange, ReturnType<typeof usd>]>;

const MILLION = 1_000_000;

function check(cases: Cases): void {
  for (const [name, [usage, expected]] of Object.entries(cases))
    it(name, () => {
      assert.equal(usd(usage), expected);
    });
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The same usage just before a day and from it on. */
function change(model: string, day: string, usage: UsageChange, before: number | string, since: number | string): void {
  it(`${model} on ${day}: ${before}, then ${since}`, () => {
    assert.equal(usd({ model, ...usage, at: at(day) - 1 }), before);
    assert.equal(usd({ model, ...usage, at: at(day) }), since);
  });
}

describe('what requests cost', () => {
  describe('by kind of token', () => {
    const counters = { input: 1000, output: 2000, cacheCreation: 3000, cacheRead: 4000 };
    check({
      'Sonnet 4.5: 1000 × 3 + 2000 × 15 + 3000 × 3.75 + 4000 × 0.3': [{ counters }, 0.04545],
      'Opus 4.1: 1000 × 15 + 2000 × 75 + 3000 × 18.75 + 4000 × 1.5': [
        { model: 'claude-opus-4-1-20250805', counters },
        0.22725,
      ],
      '1000 of 3000 written for an hour: 2000 × 3.75 + 1000 × 6': [
        { counters: { cacheCreation: 3000, cacheCreation1h: 1000 } },
        0.0135,
      ],
      'all written for an hour, at twice the input: 3000 × 2 × 3': [
        { counters: { cacheCreation: 3000, cacheCreation1h: 3000 } },
        0.018,
      ],
      '7 web searches at 0.01': [{ counters: { webSearches: 7 } }, 0.07],
      'Fable 5.1 reads its cache for a quarter of a dollar: 400,000 × 0.25': [
        { model: 'claude-fable-5-1', counters: { cacheRead: 400_000 } },
        0.1,
      ],
      'nothing costs nothing': [{ counters: {} }, 0],
      'OpenAI bills reasoning within the output: 500 × 30': [
        { model: 'gpt-5.5', counters: { output: 500, reasoning: 400 } },
        0.015,
      ],
      'Gemini bills reasoning beside the output: (500 + 400) × 10': [
        { model: 'gemini-2.5-pro', counters: { output: 500, reasoning: 400 }, reasoningInOutput: false },
        0.009,
      ],
    });
  });

  describe('by size of the prompt', () => {
    const counters = { input: 100_000, output: 1000, cacheCreation: 60_000, cacheRead: 60_000 };
    const long = promptClass(220_000);
    check({
      'Sonnet 4.5, 220,000: 100,000 × 6 + 1000 × 22.5 + 60,000 × 7.5 + 60,000 × 0.6': [
        { counters, promptClass: long },
        1.1085,
      ],
      'Sonnet 4.5, the same tokens in several requests: 100,000 × 3 + 1000 × 15 + 60,000 × 3.75 + 60,000 × 0.3': [
        { counters, promptClass: promptClass(200_000) },
        0.558,
      ],
      'Sonnet 4.5 for an hour: 60,000 × 12': [
        { counters: { cacheCreation: 60_000, cacheCreation1h: 60_000 }, promptClass: long },
        0.72,
      ],
      'Opus 4.5 knows no long prompt: 100,000 × 5': [
        { model: 'claude-opus-4-5', counters: { input: 100_000 }, promptClass: long },
        0.5,
      ],
      'Haiku 5.5 of 100,000: 100,000 × 0.1': [
        { model: 'claude-haiku-5-5', counters: { input: 100_000 }, promptClass: promptClass(100_000) },
        0.01,
      ],
      'Haiku 5.5 of 100,001: 100,001 × 0.5': [
        { model: 'claude-haiku-5-5', counters: { input: 100_001 }, promptClass: promptClass(100_001) },
        0.0500005,
      ],
      'gpt-5.4 of 272,000: 272,000 × 2.5': [
        { model: 'gpt-5.4', counters: { input: 272_000 }, promptClass: promptClass(272_000) },
        0.68,
      ],
      'gpt-5.4 of 272,001: 272,001 × 5': [
        { model: 'gpt-5.4', counters: { input: 272_001 }, promptClass: promptClass(272_001) },
        1.360005,
      ],
      'gpt-6-astra, long and fast: 272,001 × 20 × 2': [
        { model: 'gpt-6-astra', tier: 'fast', counters: { input: 272_001 }, promptClass: promptClass(272_001) },
        10.88004,
      ],
      'gpt-6.2-sol, long: its price is not known': [
        { model: 'gpt-6.2-sol', promptClass: promptClass(272_001) },
        'kind',
      ],
    });
    const ladder = [1, 1.8, 1.8, 3, 3, 6, 6, 6];
    it('Qwen3 Coder Plus climbs 1, 1.8, 3, 6 at 32,000, 128,000 and 256,000', () => {
      const climbed = ladder.map((_, size) => usd({ model: 'qwen3-coder-plus', promptClass: size }));
      assert.deepEqual(climbed, ladder);
    });
    it('a prompt on a threshold does not exceed it', () => {
      const steps = PROMPT_THRESHOLDS.map((threshold) => [promptClass(threshold), promptClass(threshold + 1)]);
      assert.deepEqual(
        steps,
        PROMPT_THRESHOLDS.map((_, below) => [below, below + 1]),
      );
    });
  });

  describe('by how and where they were served', () => {
    check({
      'Opus 4.6 fast: 5 × 6': [{ model: 'claude-opus-4-6', tier: 'fast' }, 30],
      'Opus 4.8 fast: 5 × 2': [{ model: 'claude-opus-4-8', tier: 'fast' }, 10],
      'Opus 4.8 by a fast name': [{ model: 'claude-opus-4-8-fast' }, 10],
      'gpt-5.5 fast: 5 × 2.5': [{ model: 'gpt-5.5', tier: 'fast' }, 12.5],
      'gpt-5.4 fast: 2.5 × 2': [{ model: 'gpt-5.4', tier: 'fast' }, 5],
      'gpt-5.3-codex priority: 1.75 × 2': [{ model: 'gpt-5.3-codex', tier: 'priority' }, 3.5],
      'Sonnet 4.5 batch: 3 ÷ 2': [{ tier: 'batch' }, 1.5],
      'web searches stay what they are: 1000 × 0.01': [
        { model: 'claude-opus-4-6', tier: 'fast', geo: 'us', counters: { webSearches: 1000 } },
        10,
      ],
      'Opus 4.6 in the US: 5 × 1.1': [{ model: 'claude-opus-4-6', geo: 'us' }, 5.5],
      'Opus 4.6 fast in the US: 5 × 6 × 1.1': [{ model: 'claude-opus-4-6', tier: 'fast', geo: 'us' }, 33],
      'Sonnet 4.5 in one region of Bedrock: 3 × 1.1': [{ model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' }, 3.3],
      'Sonnet 4.5 anywhere in Bedrock: 3': [{ model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0' }, 3],
      'Sonnet 4 in one region of Bedrock: 3': [{ model: 'eu.anthropic.claude-sonnet-4-20250514-v1:0' }, 3],
      'Sonnet 4.5 is not sold fast': [{ tier: 'fast' }, 'tier'],
      'a tier of no known price': [{ model: 'claude-opus-4-6', tier: 'priority' }, 'tier'],
      'a tier named by chance like what every object has': [{ tier: 'constructor' }, 'tier'],
      'Sonnet 4.5 is not sold in one country': [{ geo: 'us' }, 'geo'],
      'gpt-5.4 is not sold fast for long prompts': [
        { model: 'gpt-5.4', tier: 'fast', promptClass: promptClass(300_000) },
        'tier',
      ],
      'Gemini has no known price for writing a cache': [
        { model: 'gemini-2.5-pro', counters: { cacheCreation: 1 } },
        'kind',
      ],
    });
  });

  describe('by day', () => {
    const fast: UsageChange = { tier: 'fast' };
    const long: UsageChange = { promptClass: promptClass(200_001) };
    change('claude-opus-4-6', '2026-03-13', long, 10, 5);
    change('claude-sonnet-4-6', '2026-03-13', long, 6, 3);
    change('claude-opus-4-6', '2026-02-19', fast, 'tier', 30);
    change('claude-sonnet-5-5', '2026-10-07', { counters: { cacheRead: MILLION } }, 0.2, 0.1);
    change('gpt-5.6-luna', '2026-07-30', {}, 1, 0.2);
    change('gpt-5.6-terra', '2026-07-30', {}, 2.5, 2);
    change('gpt-5.6-sol', '2026-08-21', {}, 5, 4);
    change('gpt-5.6-sol', '2026-08-05', { ...fast, promptClass: promptClass(272_001) }, 'tier', 20);
    change('o3', '2025-06-10', {}, 10, 2);
    change('gemini-3.6-flash', '2027-01-01', {}, 0.75, 1.5);
    change('gemini-4-argon', '2026-12-01', {}, 2, 4);
    change('glm-5.3-flash', '2026-09-10', {}, 0.075, 0.15);
    change('deepseek-v4-flash', '2026-08-17', {}, 0.14, 'time');
  });
});
