import assert from 'node:assert/strict';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import type { SessionCostRecord } from '../../../src/engine/agents/agent.ts';
import { fileInfo, readParsed } from '../../support/reading.ts';

/** A line as Claude Code 2.1.270 wrote it. */
const LINE = {
  type: 'cost-state',
  sessionId: 's1',
  totalCostUSD: 0.0319246,
  totalAPIDuration: 7914,
  totalAPIDurationWithoutRetries: 7896,
  totalToolDuration: 20106,
  totalLinesAdded: 0,
  totalLinesRemoved: 0,
  totalDuration: 50401,
  startTime: 1789398960924,
  modelUsage: {
    'claude-haiku-4-5-20251001': {
      inputTokens: 368,
      outputTokens: 516,
      thinkingTokens: 426,
      cacheReadInputTokens: 106786,
      cacheCreationInputTokens: 9149,
      webSearchRequests: 2,
      costUSD: 0.0319246,
    },
  },
  hasUnknownModelCost: false,
};

function costs(...lines: unknown[]): SessionCostRecord[] {
  return readParsed(claudeCode, lines).filter((record) => record.kind === 'session-cost');
}

describe("Claude Code's own account of a session", () => {
  it('is read with its models, as of the end of what it covers', () => {
    assert.deepEqual(costs(LINE), [
      {
        kind: 'session-cost',
        session: 's1',
        at: 1789398960924 + 50401,
        costUsd: 0.0319246,
        models: [
          {
            model: 'claude-haiku-4-5-20251001',
            costUsd: 0.0319246,
            counters: {
              input: 368,
              output: 516,
              cacheCreation: 9149,
              cacheCreation1h: 0,
              cacheRead: 106786,
              reasoning: 426,
              webSearches: 2,
            },
          },
        ],
      },
    ]);
  });

  it('is as old as its file where it tells no time, or an absurd one', () => {
    const { mtimeMs } = fileInfo();
    for (const change of [
      { startTime: undefined },
      { totalDuration: '5' },
      { startTime: 1e300 },
      { startTime: -5 },
      { startTime: 0, totalDuration: 0 },
    ])
      assert.equal(costs({ ...LINE, ...change })[0]?.at, mtimeMs, JSON.stringify(change));
  });

  it('may know no model, or models of which nothing is known', () => {
    assert.deepEqual(costs({ ...LINE, modelUsage: undefined })[0]?.models, []);
    const [record] = costs({ ...LINE, modelUsage: { a: null, b: 7, ['__proto__']: {} } });
    assert.deepEqual(
      record?.models.map(({ model, costUsd, counters }) => [model, costUsd, counters.input]),
      [
        ['a', null, 0],
        ['b', null, 0],
        ['__proto__', null, 0],
      ],
    );
  });

  it('is none without a session or a sum', () => {
    for (const change of [{ sessionId: '' }, { sessionId: 5 }, { totalCostUSD: '1' }, { totalCostUSD: -1 }])
      assert.deepEqual(costs({ ...LINE, ...change }), [], JSON.stringify(change));
  });
});
