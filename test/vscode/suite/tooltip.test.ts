import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { paragraphs, tooltip } from '../../../src/extension/statusBar/tooltip.ts';
import { NO_COST } from '../../../src/protocol/cost.ts';
import { NO_TOKENS } from '../../../src/protocol/tokens.ts';
import type { LimitWindow, StatusModel } from '../../../src/protocol/viewModels.ts';
import { calmStatus } from '../../support/statusModel.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const SPENT = { ...NO_TOKENS, input: 1, output: 2_000, cacheCreation: 30, cacheRead: 400, total: 2_431, requests: 1 };

const COST = { ...NO_COST, picoUsd: 1.25e12 };

function status(change: Partial<StatusModel> = {}): StatusModel {
  return calmStatus(NOW, change);
}

function open(model: string, change: Partial<LimitWindow> = {}): StatusModel {
  const window: LimitWindow = {
    agent: 'claude-code',
    startsAt: NOW - HOUR,
    endsAt: NOW + 4 * HOUR,
    source: { kind: 'estimate', toleranceMs: 600_000 },
    usedShare: null,
    spent: SPENT,
    cost: COST,
    byModel: [{ name: model, totals: SPENT, cost: COST }],
    ...change,
  };
  return status({ state: 'open', window });
}

describe('the tooltip', () => {
  it('tells reset, source, kinds of tokens and models', () => {
    const [reset, spent, cost, kinds, models, moon] = paragraphs(open('claude-opus-4-5-20251101'), NOW, 'en');
    match(reset!, /^Claude Code resets at about \d\d:\d\d \(estimated from your logs, ±10 min\)\.$/);
    match(spent!, /^2,431 tokens in 1 request since \d\d:\d\d\.$/);
    equal(cost, 'At list prices: $1.25.');
    equal(kinds, 'input 1 · output 2,000 · cache write 30 · cache read 400');
    equal(models, 'Opus 4.5: 2,431');
    match(moon!, /The moon shows the time left/);
  });

  it('names who reported a reset, and when', () => {
    const source = { kind: 'reported', by: 'Codex', observedAt: NOW - 120_000 } as const;
    const [reset] = paragraphs(open('m', { source, usedShare: 0.5 }), NOW, 'en');
    match(reset!, /^Claude Code resets at \d\d:\d\d \(reported by Codex 2 min ago\)\.$/);
  });

  it('does not show a window that has ended meanwhile', () => {
    deepEqual(paragraphs(open('m'), NOW + 5 * HOUR, 'en')[0], 'No window is open. The next prompt starts one.');
  });

  it('shows warnings, at most three, and leaves what is only for the log to the log', () => {
    const problems = [1, 2, 3, 4].map((n) => ({ id: `${n}`, severity: 'warning' as const, message: `problem ${n}` }));
    const quiet = { id: 'quiet', severity: 'info' as const, message: 'quiet' };
    const text = paragraphs(status({ problems: [quiet, ...problems] }), NOW, 'en').join('\n');
    match(text, /problem 3\nAnd 1 more in the log\./);
    doesNotMatch(text, /quiet|problem 4/);
  });

  it('takes foreign text for text: no link, no icon, no HTML, no command, no picture', () => {
    const markdown = tooltip(
      open('[x](command:workbench.action.quit) ![p](http://e/x.png) <b>b</b> $(zap) `c` **d**'),
      NOW,
      'en',
    );
    equal(markdown.isTrusted, false);
    equal(markdown.supportHtml, false);
    equal(markdown.supportThemeIcons ?? false, false);
    doesNotMatch(markdown.value, /(?<!\\)\[x(?<!\\)\]|(?<!\\)!\[|(?<!\\)`c|(?<!\\)\*\*d/);
  });
});
