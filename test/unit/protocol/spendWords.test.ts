import assert from 'node:assert/strict';
import { addConfidence, confidenceSentence, NO_CONFIDENCE, reasonLines } from '../../../src/protocol/confidence.ts';
import { costText, NO_COST, unpricedSentence } from '../../../src/protocol/cost.ts';
import { formatMoment, formatUsd } from '../../../src/protocol/format.ts';
import { accountSentence, residualLines, scopeSentence } from '../../../src/protocol/reconciliation.ts';
import type { Reconciliation } from '../../../src/protocol/viewModels.ts';

describe('dollars', () => {
  for (const [usd, text] of [
    [0, '$0.00'],
    [1.234, '$1.23'],
    [12_345.678, '$12,345.68'],
    [0.01, '$0.01'],
    [0.004425, '$0.0044'],
    [0.0001, '$0.0001'],
    [0.00005, '<$0.0001'],
    [-1.5, '-$1.50'],
  ] as const) {
    it(`${usd} are ${text}`, () => assert.equal(formatUsd(usd, 'en'), text));
  }
  it('follow the locale', () => assert.equal(formatUsd(1234.5, 'de'), '1.234,50\u00a0$'));
});

describe('a cost in words', () => {
  const unpriced = { ...NO_COST, picoUsd: 1.23e12, unpricedRequests: 12, unpricedModels: ['a\u202e', 'b'] };
  it('never says zero of what it does not know', () => {
    assert.equal(costText({ ...NO_COST, picoUsd: 1.23e12 }, 20, 'en'), '$1.23');
    assert.equal(costText(unpriced, 20, 'en'), '≥\u202f$1.23');
    assert.equal(costText(unpriced, 12, 'en'), '–');
    assert.equal(costText(NO_COST, 0, 'en'), '$0.00');
  });
  it('counts what has no price', () => {
    assert.equal(unpricedSentence(NO_COST), undefined);
    assert.equal(unpricedSentence(unpriced, 'en'), '12 requests of 2 models have no price and are in no cost: a, b.');
    const one = { unpricedRequests: 1, unpricedModels: ['m'.repeat(100)] };
    assert.equal(
      unpricedSentence(one, 'en'),
      `1 request of 1 model has no price and is in no cost: ${'m'.repeat(60)}….`,
    );
    const many = { unpricedRequests: 2000, unpricedModels: ['1', '2', '3', '4', '5', '6'] };
    assert.match(unpricedSentence(many, 'en')!, /^2,000 requests of 6 models .*: 1, 2, 3, 4, 5, …\.$/);
  });
});

describe('confidence in words', () => {
  const of = (final: number, partial: number, estimated = 0): string =>
    confidenceSentence({ final, partial, estimated, reasons: {} }, 'en');
  it('never claims more than there is', () => {
    assert.deepEqual(
      [of(0, 0), of(1, 0), of(0, 1), of(1500, 0), of(0, 2, 1), of(999, 1), of(1, 999)],
      [
        'There is no request.',
        'The request is final.',
        'The request is not final.',
        'All 1,500 requests are final.',
        'None of 3 requests is final.',
        '99\u202f% of 1,000 requests are final.',
        '0\u202f% of 1,000 requests are final.',
      ],
    );
  });
  it('gives a reason for all that is not final, the most frequent first', () => {
    const one = { ...NO_CONFIDENCE, partial: 2, reasons: { unfinished: 1, version: 1 } };
    const sum = addConfidence(one, { ...NO_CONFIDENCE, partial: 4, reasons: { version: 4 } });
    assert.deepEqual(
      [sum.partial, reasonLines(sum).map((line) => line.slice(0, 11))],
      [6, ['5 requests:', '1 request: ']],
    );
  });
  it('copes with reasons that it does not know', () => {
    const reasons = { constructor: 2, 'from-the-future': 3 } as object;
    for (const line of reasonLines({ ...NO_CONFIDENCE, reasons }))
      assert.match(line, /^[23] requests: for a reason that only a newer Moonlock knows\.$/);
  });
});

describe('a reconciliation in words', () => {
  const base: Reconciliation = {
    basis: 'session',
    asOf: 0,
    requests: 1,
    laterRequests: 0,
    ownUsd: 6.2,
    agentUsd: 6.24,
    residual: [],
  };
  it('tells both figures and their difference', () => {
    const words = (change: Partial<Reconciliation>): string =>
      accountSentence({ ...base, ...change }, 'claude-code', 'en');
    assert.equal(words({}), 'Claude Code itself counts $6.24, $0.04 more than the $6.20 at list prices.');
    assert.equal(words({ agentUsd: 6 }), 'Claude Code itself counts $6.00, $0.20 less than the $6.20 at list prices.');
    assert.equal(words({ agentUsd: 6.2 }), 'Claude Code itself counts $6.20, the same as at list prices.');
  });
  it('tells what is compared, where that is not all', () => {
    const words = (change: Partial<Reconciliation>): string | undefined => scopeSentence({ ...base, ...change }, 'en');
    assert.deepEqual(
      [words({}), words({ laterRequests: 1 }), words({ laterRequests: 2000 }), words({ basis: 'requests' })],
      [
        undefined,
        '1 later request is not compared.',
        '2,000 later requests are not compared.',
        'It logged what 1 request cost each.',
      ],
    );
  });
  it('names every part of the difference', () => {
    const residual = [
      { cause: 'unlogged-calls', usd: 0.05, models: ['claude-haiku-4-5-20251001'] },
      { cause: 'prices', usd: -0.01, models: ['1', '2', '3', '4', '5', '6\n'] },
      { cause: 'not-broken-down', usd: 0.001, models: [] },
    ] as const;
    assert.deepEqual(residualLines({ ...base, residual }, 'en'), [
      '+$0.05: calls that the log does not hold, such as titles, summaries and what a fork brought along (Haiku 4.5).',
      '−$0.01: the same tokens at different prices (1, 2, 3, 4, 2 more).',
      '+$0.0010: a part that its account does not break down by model.',
    ]);
  });
});

describe('formatMoment', () => {
  it('is the local time of a zone', () => {
    const at = Date.UTC(2026, 0, 31, 23, 5);
    assert.deepEqual(
      [formatMoment(at, 'UTC'), formatMoment(at, 'Asia/Kathmandu')],
      ['2026-01-31 23:05', '2026-02-01 04:50'],
    );
  });
});
