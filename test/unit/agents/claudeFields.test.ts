import { answer, prompt } from '../../support/claudeLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import { type RuleCase, text } from '../../support/ruleCases.ts';

const USAGE = { input_tokens: 10, output_tokens: 20, cache_creation_input_tokens: 300, cache_read_input_tokens: 4000 };
const ONE = { tokens: [10, 20, 300, 4000], requests: 1 } as const;
const NONE = { tokens: [0, 0, 0, 0], requests: 0 } as const;

function withUsage(usage: unknown): object[] {
  return [answer({ usage })];
}

function changed(line: object, change: object): object {
  return { ...line, ...change };
}

function split(flat: unknown, five: unknown, hour: unknown): object[] {
  const cache_creation = { ephemeral_5m_input_tokens: five, ephemeral_1h_input_tokens: hour };
  return withUsage({ input_tokens: 1, output_tokens: 2, cache_creation_input_tokens: flat, cache_creation });
}

const CASES: readonly RuleCase[] = [
  {
    title: 'cache creation with a split that agrees',
    files: { 'p/s.jsonl': split(300, 100, 200) },
    tokens: [1, 2, 300, 0],
    requests: 1,
  },
  {
    title: 'cache creation of 0 with a split',
    files: { 'p/s.jsonl': split(0, 100, 200) },
    tokens: [1, 2, 300, 0],
    requests: 1,
  },
  {
    title: 'cache creation absent with a split',
    files: { 'p/s.jsonl': split(undefined, 100, 200) },
    tokens: [1, 2, 300, 0],
    requests: 1,
  },
  {
    title: 'cache creation with a split that disagrees',
    files: { 'p/s.jsonl': split(300, 1, 500) },
    tokens: [1, 2, 300, 0],
    requests: 1,
  },
  {
    title: 'a synthetic message is no request and no model',
    files: {
      'p/s.jsonl': [answer(), answer({ id: 'x', model: '<synthetic>', usage: { input_tokens: 0, output_tokens: 0 } })],
    },
    ...ONE,
    byModel: { 'claude-opus-4-6': 20 },
  },
  {
    title: 'tokens of a synthetic message, should it have any, are in the totals alone',
    files: { 'p/s.jsonl': [answer(), answer({ id: 'x', model: '<synthetic>', usage: { output_tokens: 5 } })] },
    tokens: [10, 25, 300, 4000],
    requests: 1,
    byModel: { 'claude-opus-4-6': 20 },
  },
  {
    title: 'null in the input of a tool',
    files: {
      'p/s.jsonl': [
        answer({
          content: [{ type: 'tool_use', id: null, name: 'x', input: { id: null, model: null, requestId: null } }],
        }),
      ],
    },
    ...ONE,
  },
  {
    title: 'null in fields that are not needed',
    files: { 'p/s.jsonl': [{ ...answer(), version: null, cwd: null, costUSD: null, gitBranch: null, agentId: null }] },
    ...ONE,
  },
  {
    title: 'no model is the model unknown',
    files: { 'p/s.jsonl': [answer({ model: '' })] },
    ...ONE,
    byModel: { unknown: 20 },
  },
  {
    title: 'usage in tool results, iterations and texts is none',
    files: {
      'p/s.jsonl': [
        {
          ...answer({
            usage: {
              ...USAGE,
              iterations: [USAGE, { ...USAGE, type: 'advisor_message' }],
              output_tokens_details: USAGE,
            },
          }),
        },
        {
          ...prompt([{ type: 'tool_result' }]),
          toolUseResult: { usage: USAGE, totalTokens: 4330, message: { usage: USAGE } },
        },
        prompt('"usage":{"input_tokens":5,"output_tokens":6}'),
        { type: 'summary', usage: USAGE, message: { usage: USAGE } },
        {
          type: 'cost-state',
          modelUsage: { m: USAGE },
          timestamp: '2026-05-01T10:00:00Z',
          message: { id: 'z', usage: USAGE },
        },
        {
          type: 'progress',
          timestamp: '2026-05-01T10:00:00Z',
          data: { type: 'hook_progress', message: answer({ id: 'hook' }) },
        },
        { type: 'progress', timestamp: '2026-05-01T10:00:00Z', message: { id: 'bare', usage: USAGE } },
      ],
    },
    ...ONE,
  },
  {
    title: 'usage that is no object is none',
    files: {
      'p/s.jsonl': [null, [USAGE], 'usage', 7, true].map((usage, i) =>
        changed(answer(), { message: { id: `m${i}`, usage } }),
      ),
    },
    ...NONE,
  },
  {
    title: 'counters that are no counts are 0',
    files: {
      'p/s.jsonl': withUsage({
        input_tokens: '10',
        output_tokens: null,
        cache_creation_input_tokens: [1],
        cache_read_input_tokens: true,
      }),
    },
    tokens: [0, 0, 0, 0],
    requests: 1,
  },
  {
    title: 'negative counters are 0',
    files: { 'p/s.jsonl': withUsage({ ...USAGE, input_tokens: -5, cache_read_input_tokens: -0.5 }) },
    tokens: [0, 20, 300, 0],
    requests: 1,
    incomparable: 'the recount subtracts them',
  },
  {
    title: 'fractional counters lose their fraction',
    files: { 'p/s.jsonl': withUsage({ ...USAGE, input_tokens: 10.9, output_tokens: 0.4 }) },
    tokens: [10, 0, 300, 4000],
    requests: 1,
    incomparable: 'the recount keeps them',
  },
  {
    title: 'a counter beyond every integer is the largest one',
    files: { 'p/s.jsonl': `${text(answer()).replace('"output_tokens":20', '"output_tokens":1e999')}\n` },
    tokens: [10, Number.MAX_SAFE_INTEGER, 300, 4000],
    requests: 1,
    incomparable: 'the recount adds up infinity',
  },
  {
    title: 'a timestamp that is none leaves the line out',
    files: {
      'p/s.jsonl': [undefined, null, '', 'yesterday', '2026-13-45T99:99:99Z', 1_777_000_000].map((timestamp, i) =>
        changed(answer({ id: `m${i}` }), { timestamp }),
      ),
    },
    ...NONE,
  },
  {
    title: 'a timestamp with an offset is that instant',
    files: { 'p/s.jsonl': [answer({ at: '2026-05-02T02:00:00.000+05:45' })] },
    ...ONE,
    byDay: { '2026-05-01': 20 },
  },
  {
    title: 'a timestamp before 1970 is counted',
    files: { 'p/s.jsonl': [answer({ at: '0001-01-01T00:00:00Z' }), answer({ id: 'b', at: '1969-12-31T23:50:00Z' })] },
    tokens: [20, 40, 600, 8000],
    requests: 2,
    incomparable: 'the recount has no such years',
  },
  {
    title: 'names that are cut in the middle of a character cost no neighbour',
    files: {
      'p/s.jsonl': ['a', 'b'].map((id, i) => {
        const half = ['x\ud800', 'x\ud801'][i]!;
        return answer({ id, session: half, cwd: half, model: half, branch: half });
      }),
      'p/t.jsonl': [answer({ id: 'c' })],
    },
    tokens: [30, 60, 900, 12000],
    requests: 3,
    bySession: { s1: 20, 'x\ufffd': 40 },
    incomparable: 'the recount keeps the halves',
  },
  {
    title: 'a session id that is absent is the session without a name',
    files: { 'p/s.jsonl': [{ ...answer(), sessionId: undefined }] },
    ...ONE,
    bySession: { '': 20 },
  },
];

describeRules('Claude Code: fields of a line', CASES);
