import assert from 'node:assert/strict';
import { readOwnPrices } from '../../../src/engine/ledger/prices/ownPrices.ts';

const GOOD = { input: 1, output: 2 };

describe('readOwnPrices', () => {
  it('takes nothing for nothing', () => {
    for (const setting of [undefined, null, {}])
      assert.deepEqual(readOwnPrices(setting), { prices: new Map(), problems: [] });
  });
  it('reads all fields', () => {
    const { prices, problems } = readOwnPrices({
      'Anthropic/Claude-Opus-4.6': {
        ...GOOD,
        from: '2026-02-28',
        cacheWrite5m: 3,
        cacheWrite1h: 4,
        cacheRead: 0.5,
        webSearch: 0.01,
        contextWindow: 1000,
      },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [...prices],
      [
        [
          'claude-opus-4-6',
          {
            price: {
              from: '2026-02-28',
              sources: ['moonlock.prices'],
              webSearch: 0.01,
              rates: { input: 1, output: 2, cacheWrite5m: 3, cacheWrite1h: 4, cacheRead: 0.5 },
            },
            contextWindow: { from: '2026-02-28', tokens: 1000 },
          },
        ],
      ],
    );
  });
  it('says that the whole is no object', () => {
    for (const setting of [[], 'x', 1, true])
      assert.deepEqual(readOwnPrices(setting), {
        prices: new Map(),
        problems: ['moonlock.prices must be an object of model names.'],
      });
  });

  const wrong: [unknown, string[]][] = [
    [1, ['must be an object']],
    [null, ['must be an object']],
    [[1, 2], ['must be an object']],
    [{}, ['needs "input"', 'needs "output"']],
    [{ input: 1 }, ['needs "output"']],
    [{ input: -1, output: 2 }, ['must have a number from 0 to 1000000 for "input"']],
    [
      { input: '1', output: NaN },
      ['must have a number from 0 to 1000000 for "input"', 'must have a number from 0 to 1000000 for "output"'],
    ],
    [{ ...GOOD, cacheRead: Infinity }, ['must have a number from 0 to 1000000 for "cacheRead"']],
    [{ ...GOOD, webSearch: 1e7 }, ['must have a number from 0 to 1000000 for "webSearch"']],
    [{ ...GOOD, cachRead: 1 }, ['has an unknown field "cachRead"']],
    [{ ...GOOD, from: '2026-02-30' }, ['must have a day such as 2026-01-31 for "from"']],
    [{ ...GOOD, from: '2026-2-3' }, ['must have a day such as 2026-01-31 for "from"']],
    [{ ...GOOD, from: 2026 }, ['must have a day such as 2026-01-31 for "from"']],
    [{ ...GOOD, contextWindow: 0 }, ['must have a whole number of tokens for "contextWindow"']],
    [{ ...GOOD, contextWindow: 1.5 }, ['must have a whole number of tokens for "contextWindow"']],
    [{ ...GOOD, contextWindow: '1m' }, ['must have a whole number of tokens for "contextWindow"']],
  ];
  for (const [entry, faults] of wrong)
    it(`leaves out ${JSON.stringify(entry)} and uses the good ones`, () => {
      const { prices, problems } = readOwnPrices({ good: GOOD, bad: entry });
      assert.deepEqual([...prices.keys()], ['good']);
      assert.deepEqual(
        problems,
        faults.map((fault) => `moonlock.prices: "bad" ${fault}.`),
      );
    });

  it('takes the first of two names of one model', () => {
    const { prices, problems } = readOwnPrices({
      'claude-opus-4-6': GOOD,
      'anthropic/claude-opus-4.6': { input: 5, output: 6 },
    });
    assert.equal(prices.get('claude-opus-4-6')?.price.rates?.input, 1);
    assert.deepEqual(problems, ['moonlock.prices: "anthropic/claude-opus-4.6" is there twice.']);
  });
  it('shows names that are none in short and without control characters', () => {
    const { prices, problems } = readOwnPrices({ [`\u001b[31m${'x'.repeat(500)}`]: GOOD, '': GOOD });
    assert.equal(prices.size, 0);
    assert.equal(problems.length, 2);
    for (const problem of problems) {
      assert.match(problem, /is no model name\.$/);
      assert.ok(problem.length < 120 && !problem.includes('\u001b'), problem);
    }
  });
});
