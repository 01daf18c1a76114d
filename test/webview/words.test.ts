import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { clean, shorten } from '../../src/protocol/foreignText.ts';
import { NO_COST } from '../../src/protocol/cost.ts';
import { figuresFor } from '../../webview/text/figures.ts';
import { agentName, modelName, modelNames, projectName, projectNames } from '../../src/protocol/names.ts';
import { quietHeadline, scanWords, windowHeadline } from '../../webview/text/sentences.ts';
import { span } from '../../webview/text/span.ts';
import { litPath, ringArcs } from '../../webview/parts/moonShape.ts';
import { ENDS_AT, NOW, openWindow, SPENT, STARTS_AT, status } from './fixtures.ts';

const figures = figuresFor('en');

describe('names', () => {
  for (const [id, name] of Object.entries({
    'claude-opus-4-5-20251101': 'Opus 4.5',
    'claude-sonnet-4-20250514': 'Sonnet 4',
    'claude-3-5-sonnet-20241022': 'Sonnet 3.5',
    'claude-3-opus-20240229': 'Opus 3',
    'gpt-5-codex': 'GPT-5 Codex',
    'gemini-2.5-pro': 'Gemini 2.5 Pro',
    'claude-next-preview': 'claude-next-preview',
    '<synthetic>': '<synthetic>',
    constructor: 'constructor',
  })) {
    it(`${id} is ${name}`, () => assert.equal(modelName(id), name));
  }
  it('keeps ids that would get the same name', () => {
    assert.deepEqual(modelNames(['claude-opus-4-5', 'claude-opus-4-5-20251101', 'gpt-5']), [
      'claude-opus-4-5',
      'claude-opus-4-5-20251101',
      'GPT-5',
    ]);
  });
  it('tells projects of the same name in full', () => {
    assert.deepEqual(projectNames(['/a/web', '/b/web', 'C:\\c\\api']), ['/a/web', '/b/web', 'api']);
  });
  it('names agents and projects', () => {
    assert.deepEqual([agentName('claude-code'), agentName('other'), agentName('')], ['Claude Code', 'Other', '']);
    assert.deepEqual(['/a/b/', 'C:\\x\\y', 'z', '/', ''].map(projectName), ['b', 'y', 'z', '/', '']);
  });
});

describe('foreign text', () => {
  it('loses control, direction and invisible characters, but keeps joined letters', () => {
    assert.equal(clean('a\u0000b\u001b[31m\u202eevil\u2066\u200b\nnext\u0085x'), 'ab[31mevil nextx');
    assert.equal(clean('👩\u200d💻'), '👩\u200d💻');
    assert.equal(clean(`e${'\u0301'.repeat(50)}`), `e${'\u0301'.repeat(3)}`);
  });
  it('never keeps one, and never grows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = clean(text);
        assert.ok(!/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u.test(safe) && safe.length <= text.length);
      }),
    );
  });
  it('is cut between characters', () => {
    assert.equal(shorten('abc', 3), 'abc');
    assert.equal(shorten('ab💻c', 3), 'ab…');
  });
});

describe('figures', () => {
  it('writes numbers, shares and times', () => {
    assert.equal(figures.count(58_231_467), '58,231,467');
    assert.deepEqual([0, 5, 1000, 2.5e6, 20e6, 1e12].map(figures.tick), [
      '0',
      '5',
      '1\u202fk',
      '2.5\u202fM',
      '20\u202fM',
      '1\u202fT',
    ]);
    assert.deepEqual(
      [figures.share(1, 3), figures.share(1, 1e6), figures.share(0, 5), figures.share(1, 0)],
      ['33.3\u202f%', '<0.1\u202f%', '0.0\u202f%', '–'],
    );
  });
  it('never throws, whatever it is given', () => {
    const odd = [Number.NaN, Infinity, -Infinity, 1e300, -1];
    for (const locale of ['en', 'de', 'not a locale!', '', undefined]) {
      const f = figuresFor(locale);
      for (const value of odd)
        for (const write of [f.count, f.compact, f.tick, f.usd, f.time, f.date])
          assert.equal(typeof write(value), 'string');
      for (const value of odd) assert.equal(typeof f.cost({ ...NO_COST, picoUsd: value }, value), 'string');
      for (const value of odd) assert.equal(typeof f.moment(value, value), 'string');
    }
  });
  it('rounds what is left up to the minute', () => {
    assert.deepEqual([134 * 60_000, 133.2 * 60_000, 3 * 3_600_000, 14 * 60_000, 59_000].map(span), [
      '2 h 14 min',
      '2 h 14 min',
      '3 h',
      '14 min',
      'less than 1 min',
    ]);
  });
});

describe('sentences', () => {
  const count = figures.count(SPENT.total);
  it('marks an estimate, and speaks of tokens', () => {
    const { sentence, support } = windowHeadline(openWindow(), NOW, figures);
    assert.equal(
      sentence,
      `About 2 h 14 min left in this window. ${count} tokens spent since ${figures.time(STARTS_AT)}.`,
    );
    assert.equal(support, 'Claude Code · ≥\u202f$133.46 at list prices · estimated from your logs, ±10\u00a0min');
  });
  it('names the source of a report, and speaks of the limit', () => {
    const window = openWindow({
      usedShare: 0.48,
      source: { kind: 'reported', by: 'Codex', observedAt: NOW - 120_000 },
    });
    const { sentence, support } = windowHeadline(window, NOW, figures);
    assert.equal(sentence, '2 h 14 min left in this window. 48\u202f% of its limit is spent.');
    assert.equal(
      support,
      `Claude Code · ${count} tokens · ≥\u202f$133.46 at list prices · reported by Codex 2 min ago`,
    );
  });
  it('says nothing of a cost that nobody knows', () => {
    const cost = { ...NO_COST, unpricedRequests: SPENT.requests, unpricedModels: ['new'] };
    assert.equal(
      windowHeadline(openWindow({ cost }), NOW, figures).support,
      'Claude Code · estimated from your logs, ±10\u00a0min',
    );
  });
  it('says that a window has ended', () => {
    assert.match(windowHeadline(openWindow(), ENDS_AT, figures).sentence, /^This window has ended, by estimate\./);
  });
  it('says what comes next without a window', () => {
    assert.match(
      quietHeadline(status({ state: 'no-window', window: null }), NOW, figures).sentence,
      /The next prompt starts one\.$/,
    );
  });
  it('never says that all is read before it is', () => {
    const scan = { state: 'scanning', files: 1, bytesDone: 999_999, bytesTotal: 1_000_000 } as const;
    assert.equal(scanWords(scan), 'reading logs 99\u202f%');
    assert.equal(scanWords({ ...scan, bytesDone: 1_000_000 }), 'reading logs 99\u202f%');
    assert.equal(scanWords({ ...scan, bytesTotal: 0 }), 'reading logs');
  });
});

describe('moon', () => {
  it('lights exactly the share that is left', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const [, rx, sweep] = /A(\S+) 25 0 0 (\d) 32 7Z$/.exec(litPath(share, 32, 25))!;
        const lit = (Math.PI * 25 * 25) / 2 + (sweep === '0' ? 1 : -1) * ((Math.PI * 25 * Number(rx)) / 2);
        assert.ok(Math.abs(lit / (Math.PI * 25 * 25) - share) < 1e-9);
      }),
    );
  });
  it('has one arc per hour, and splits the one that runs', () => {
    assert.equal(ringArcs(5, 1, 32, 30).filter((arc) => arc.ahead).length, 5);
    assert.deepEqual(
      ringArcs(5, 0.5, 32, 30).map((arc) => arc.ahead),
      [false, false, false, true, true, true],
    );
    assert.ok(ringArcs(5, 0, 32, 30).every((arc) => !arc.ahead));
  });
});
