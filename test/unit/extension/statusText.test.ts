import assert from 'node:assert/strict';
import { statusText } from '../../../src/extension/statusBar/statusText.ts';
import { NO_COST } from '../../../src/protocol/cost.ts';
import { NO_TOKENS } from '../../../src/protocol/tokens.ts';
import type { LimitWindow, StatusModel } from '../../../src/protocol/viewModels.ts';
import { calmStatus } from '../../support/statusModel.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 1, 10);
const END = START + 5 * HOUR;
const NOW = END - (2 * HOUR + 14 * 60_000 + 7_000);

const estimated: LimitWindow = {
  agent: 'claude-code',
  startsAt: START,
  endsAt: END,
  source: { kind: 'estimate', toleranceMs: 600_000 },
  usedShare: null,
  spent: { ...NO_TOKENS, total: 58_231_467, requests: 12 },
  cost: NO_COST,
  byModel: [],
};
const reported: LimitWindow = {
  ...estimated,
  source: { kind: 'reported', by: 'Codex', observedAt: NOW },
  usedShare: 0.48,
};

function model(change: Partial<StatusModel> = {}): StatusModel {
  return calmStatus(NOW, change);
}

function open(window: LimitWindow): StatusModel {
  return model({ state: 'open', window });
}

/** The time as shown with a setting, and what it changes with. */
function shown(window: LimitWindow, setting: 'always' | 'whileExact' | 'never'): string {
  const { text, changes } = statusText(open(window), NOW, setting, 'en');
  return `${text.split(' ')[1]} ${changes}`;
}

/** The icon shown. */
function phase(window: LimitWindow, now: number): string {
  return statusText(open(window), now, 'always', 'en').text.split(' ')[0]!;
}

describe('statusText', () => {
  it('before the engine has spoken', () => {
    const expected = {
      text: '$(moonlock-phase-8) reading logs',
      label: 'Moonlock: reading the logs',
      changes: 'never',
    };
    assert.deepEqual(statusText(undefined, NOW, 'always', 'en'), expected);
    assert.deepEqual(statusText(model({ state: 'starting' }), NOW, 'always', 'en'), expected);
  });
  it('while logs are read', () => {
    const scan = { state: 'scanning', files: 9, bytesDone: 30, bytesTotal: 40 } as const;
    const { text, label } = statusText(model({ state: 'starting', scan }), NOW, 'always', 'en');
    assert.deepEqual(
      [text, label],
      ['$(moonlock-phase-8) reading logs 75\u202f%', 'Moonlock: reading the logs 75\u202f%'],
    );
    const over = { ...scan, bytesDone: 99 };
    assert.match(statusText(model({ state: 'starting', scan: over }), NOW, 'always', 'en').text, /100\u202f%$/);
  });
  it('without logs', () => {
    const expected = {
      text: '$(moonlock-phase-8) no agent logs',
      label: 'Moonlock: no logs of any agent were found',
      changes: 'never',
    };
    assert.deepEqual(statusText(model({ state: 'no-logs' }), NOW, 'always', 'en'), expected);
  });
  it('without a window', () => {
    const expected = {
      text: '$(moonlock-phase-8) no window',
      label: 'Moonlock: no window is open; the next prompt starts one',
      changes: 'never',
    };
    assert.deepEqual(statusText(model(), NOW, 'always', 'en'), expected);
  });
  it('with an estimated window', () => {
    assert.deepEqual(statusText(open(estimated), NOW, 'always', 'en'), {
      text: '$(moonlock-phase-4) ~2:14:07 · 58.2 M',
      label: 'Moonlock: about 2 h 15 min to the reset, 58.2 M tokens spent',
      changes: 'second',
    });
  });
  it('with a reported window', () => {
    assert.deepEqual(statusText(open(reported), NOW, 'always', 'en'), {
      text: '$(moonlock-phase-4) 2:14:07 · 48\u202f%',
      label: 'Moonlock: 2 h 15 min to the reset, 48\u202f% of the limit spent',
      changes: 'second',
    });
  });
  it('with seconds as the person set them', () => {
    assert.equal(shown(estimated, 'always'), '~2:14:07 second');
    assert.equal(shown(estimated, 'whileExact'), '~2:15 minute');
    assert.equal(shown(estimated, 'never'), '~2:15 minute');
    assert.equal(shown(reported, 'always'), '2:14:07 second');
    assert.equal(shown(reported, 'whileExact'), '2:14:07 second');
    assert.equal(shown(reported, 'never'), '2:15 minute');
  });
  it('wanes with the share of the limit, else with the time', () => {
    assert.equal(phase(reported, START), '$(moonlock-phase-4)');
    assert.equal(phase({ ...reported, usedShare: 1 }, START), '$(moonlock-phase-0)');
    assert.equal(phase(estimated, START), '$(moonlock-phase-8)');
    assert.equal(phase(estimated, START + HOUR), '$(moonlock-phase-6)');
    assert.equal(phase(estimated, END - 1), '$(moonlock-phase-1)');
  });
  it('shows no countdown from the reset on, until a new window is known', () => {
    assert.match(statusText(open(estimated), END - 1, 'always', 'en').text, /~0:00:01/);
    for (const now of [END, END + HOUR]) {
      const { text, changes } = statusText(open(estimated), now, 'always', 'en');
      assert.deepEqual([text, changes], ['$(moonlock-phase-8) no window', 'never']);
    }
  });
  it('has minutes alone in the words of the last hour', () => {
    assert.match(statusText(open(estimated), END - 61_000, 'always', 'en').label, /about 2 min to the reset/);
  });
  it('says that the logs are a sample, in every state', () => {
    for (const status of [
      model({ sample: true }),
      model({ sample: true, state: 'no-logs' }),
      { ...open(reported), sample: true },
    ]) {
      const { text, label } = statusText(status, NOW, 'always', 'en');
      assert.match(text, / · sample$/);
      assert.match(label, / · sample$/);
    }
  });
});
