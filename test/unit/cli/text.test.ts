import assert from 'node:assert/strict';
import { readArguments, UsageError } from '../../../src/cli/arguments.ts';
import { Complaints } from '../../../src/cli/complaints.ts';
import { renderTable } from '../../../src/cli/table.ts';
import { reportText } from '../../../src/cli/reportText.ts';
import { statusText } from '../../../src/cli/statusText.ts';
import type { Report } from '../../../src/engine/ledger/report.ts';
import { NO_CONFIDENCE } from '../../../src/protocol/confidence.ts';
import { NO_COST } from '../../../src/protocol/cost.ts';
import { NO_TOKENS } from '../../../src/protocol/tokens.ts';
import { calmStatus } from '../../support/statusModel.ts';

const NOW = Date.UTC(2026, 4, 1, 12);
const calm = calmStatus(NOW);

describe('the command line in words', () => {
  it('a window whose reset was reported', () => {
    const source = { kind: 'reported', by: 'Codex', observedAt: NOW - 180_000 } as const;
    const window = {
      agent: 'other',
      startsAt: NOW,
      endsAt: NOW + 3_600_000,
      source,
      usedShare: 0.5,
      spent: { ...NO_TOKENS, total: 1234, requests: 5 },
      cost: { picoUsd: 2.5e12, unpricedRequests: 1, unpricedTokens: 7, unpricedModels: ['new\u001b'] },
      byModel: [{ name: 'known', totals: { ...NO_TOKENS, total: 1227, requests: 4 }, cost: NO_COST }],
    };
    const lines = statusText({ ...calm, state: 'open', window }, NOW).split('\n');
    assert.match(lines[0]!, /^Other: 1:00:00 left, resets \d\d:\d\d\.$/);
    assert.equal(lines[1], 'Reported by Codex 3 min ago.');
    assert.match(lines[2]!, /^1,234 tokens in 5 requests since \d\d:\d\d\.$/);
    assert.deepEqual(lines.slice(3), [
      'At list prices: ≥\u202f$2.50.',
      '1 request of 1 model has no price and is in no cost: new.',
      '  known: 1,227 tokens, $0.00',
      '',
    ]);
  });
  it('a report of several agents, one table each', () => {
    const totals = { ...NO_TOKENS, input: 1, total: 1, requests: 1 };
    const unpriced = { usd: null, unpricedRequests: 1, unpricedTokens: 1, unpricedModels: ['m'] };
    const cost = { ...unpriced, loggedUsd: null, loggedRequests: 0 };
    const day = '2026-05-01';
    const agent = {
      totals,
      byDay: { [day]: totals },
      cost: { ...cost, byDay: { [day]: cost } },
      confidence: NO_CONFIDENCE,
    };
    const report: Report = {
      schemaVersion: 1,
      generatedAt: '',
      timezone: 'UTC',
      agents: { 'claude-code': agent, other: agent },
      totals,
      cost,
    };
    const heads = reportText(report, ['day'])
      .split('\n')
      .filter((line) => /^(Claude Code|Other)$/.test(line));
    assert.deepEqual(heads, ['Claude Code', 'Other']);
  });
});

describe('renderTable', () => {
  const columns = [
    { title: 'Name', text: ([name]: [string, string]) => name, align: 'left' },
    { title: 'N', text: ([, value]: [string, string]) => value, align: 'right' },
  ] as const;
  it('aligns columns and leaves no spaces at the end of a line', () => {
    assert.deepEqual(
      renderTable(columns, [
        ['a', '1'],
        ['long name', '1,000'],
      ]),
      ['Name           N', '─────────  ─────', 'a              1', 'long name  1,000'],
    );
    assert.deepEqual(renderTable([columns[0]], [['a', '']]), ['Name', '────', 'a']);
  });
  it('without rows is its head', () => assert.deepEqual(renderTable(columns, []), ['Name  N', '────  ─']));
});

function by(...argv: string[]): unknown {
  const request = readArguments(['report', ...argv]);
  return request.command === 'report' && request.query.by;
}

describe('readArguments', () => {
  it('reads lists, with spaces', () => {
    const argv = [
      'report',
      '--by',
      ' day, model ',
      '--agent',
      'claude-code',
      '--timezone',
      'UTC',
      '--since',
      '2026-01-01',
    ];
    const request = readArguments(argv);
    const query = { timeZone: 'UTC', by: ['day', 'model'], agents: ['claude-code'], since: '2026-01-01' };
    assert.deepEqual(request, { command: 'report', json: false, verbose: false, prices: undefined, query });
  });
  it('reads how many sessions are wanted, and prices', () => {
    const request = readArguments(['sessions', '--limit', '7', '--prices', 'p.json', '--json', '--timezone', 'UTC']);
    const query = { timeZone: 'UTC', limit: 7 };
    assert.deepEqual(request, { command: 'sessions', json: true, verbose: false, prices: 'p.json', query });
    const plain = readArguments(['sessions', '--until', '2026-01-01']);
    assert.deepEqual(plain.command === 'sessions' && [plain.query.limit, plain.query.until], [20, '2026-01-01']);
  });
  it('breaks down by day for people and by everything for programs', () => {
    assert.deepEqual(by(), ['day']);
    assert.deepEqual(by('--json'), ['model', 'day', 'session', 'project']);
  });
  it('tells what makes no sense', () => {
    for (const argv of [
      ['x'],
      ['report', 'y'],
      ['status', '--agent', 'claude-code'],
      ['sessions', '--by', 'day'],
      ['report', '--limit', '5'],
      ['sessions', '--limit', '0'],
      ['sessions', '--limit', '5.5'],
      ['sessions', '--limit', 'all'],
      ['report', '--by', 'x'],
      ['report', '--by', 'day,'],
      ['report', '--agent', ''],
      ['--nope'],
    ]) {
      assert.throws(() => readArguments(argv), UsageError, argv.join(' '));
    }
  });
});

/** What is written of so many complaints. */
function told(verbose: boolean, count: number): string[] {
  const lines: string[] = [];
  const complaints = new Complaints(verbose, (text) => lines.push(text));
  complaints.log('info', 'not for people');
  for (let i = 1; i <= count; i++) complaints.log(i % 2 === 0 ? 'error' : 'warn', `number ${i}\n\u001b`);
  complaints.close();
  return lines;
}

describe('complaints on the standard error', () => {
  const all = ['warn: number 1\n', 'error: number 2\n', 'warn: number 3\n', 'error: number 4\n', 'warn: number 5\n'];
  it('are the first three and how many there are beside them', () => {
    assert.deepEqual(told(false, 0), []);
    assert.deepEqual(told(false, 3), all.slice(0, 3));
    assert.deepEqual(told(false, 5), [...all.slice(0, 3), 'And 2 more of the kind: --verbose shows all.\n']);
  });
  it('are all of them where the person wants them', () => assert.deepEqual(told(true, 5), all));
});
