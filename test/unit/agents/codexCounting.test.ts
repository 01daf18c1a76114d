import { count, event, FIRST, meta, SECOND, THREAD, tokens, turn, typed } from '../../support/codexLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import { CODEX, type RuleCase, text } from '../../support/ruleCases.ts';
import { jsonLines } from '../../support/tempFolder.ts';

const A = 'sessions/2026/06/01/rollout-a.jsonl';
const B = 'sessions/2026/06/01/rollout-b.jsonl';
const SPENT = { tokens: [100, 30, 0, 150], requests: 2 } as const;

const TOTALS: readonly RuleCase[] = [
  { title: 'a running total counts by its growth', files: { [A]: THREAD }, ...SPENT, byModel: { 'gpt-5.5': 30 } },
  {
    title: 'a total that is repeated is counted once',
    files: {
      [A]: [...THREAD, count(SECOND, { input: 9000 }, 3), event('token_count', { info: null }), THREAD.at(-1)!],
    },
    ...SPENT,
  },
  {
    title: 'growth beats what the last request tells',
    files: { [A]: [meta('a'), turn(), count(FIRST), count(SECOND, { input: 1, output: 1 })] },
    ...SPENT,
  },
  {
    title: 'a total that begins anew counts by the last request',
    files: {
      [A]: [...THREAD, count({ input: 80, output: 8 }, { input: 50, output: 5 }), count({ input: 90, output: 9 })],
    },
    tokens: [160, 36, 0, 150],
    requests: 4,
  },
  {
    title: 'a total that begins anew and tells no last request counts whole',
    files: { [A]: [...THREAD, count({ input: 80, output: 8 }), count({ input: 90, output: 9 })] },
    tokens: [190, 39, 0, 150],
    requests: 4,
  },
  {
    title: 'a total that comes back to what it was before it fell counts again',
    files: { [A]: [...THREAD, count(FIRST, FIRST), count(SECOND, FIRST), count(FIRST, FIRST), count(SECOND, FIRST)] },
    tokens: [300, 90, 0, 450],
    requests: 6,
  },
  {
    title: 'without a total the last request counts',
    files: {
      [A]: [meta('a'), turn(), count(null, FIRST), count(null, FIRST), count(SECOND, FIRST), count(null, null)],
    },
    tokens: [180, 50, 0, 270],
    requests: 3,
  },
  {
    title: 'a context that was filled up spent nothing and hides nothing',
    files: {
      [A]: [...THREAD, count({ total: 258_400 }, { total: 258_120 }), count({ input: 70, output: 7, total: 258_477 })],
    },
    tokens: [170, 37, 0, 150],
    requests: 4,
    incomparable: 'the recount subtracts what was spent before',
  },
  {
    title: 'no total, no turn and no thread',
    files: { [A]: [count(FIRST), count(SECOND)], [B]: [count(FIRST), count(SECOND)] },
    tokens: [200, 60, 0, 300],
    requests: 4,
    bySession: { 'rollout-a.jsonl': 30, 'rollout-b.jsonl': 30 },
    byModel: { unknown: 60 },
  },
  {
    title: 'the first thread that a file names is its own',
    files: { [A]: [count(FIRST), meta('a'), count(SECOND), meta('other'), count({ ...SECOND, output: 35 })] },
    tokens: [100, 35, 0, 150],
    requests: 3,
    bySession: { 'rollout-a.jsonl': 10, a: 25 },
  },
];

const FILES: readonly RuleCase[] = [
  {
    title: 'a rollout that was archived is counted once',
    files: { [A]: THREAD, 'archived_sessions/rollout-a.jsonl': THREAD },
    ...SPENT,
  },
  {
    title: 'a rollout that was archived before it went on is counted once',
    files: { [A]: THREAD, 'archived_sessions/rollout-a.jsonl': THREAD.slice(0, 3) },
    ...SPENT,
  },
  {
    title: 'requests without a total or an id are told apart by their place in the rollout, wherever it lies',
    files: Object.fromEntries(
      [A, 'archived_sessions/rollout-a.jsonl'].map((name) => [
        name,
        [meta('a'), count(null, FIRST), count(null, FIRST)],
      ]),
    ),
    tokens: [80, 20, 0, 120],
    requests: 2,
  },
  {
    title: 'files of other names are no rollouts',
    files: {
      [A]: THREAD,
      'sessions/2026/06/01/other.jsonl': THREAD,
      'sessions/rollout-c.json': THREAD,
      'log/rollout-d.jsonl': THREAD,
      'rollout-e.jsonl': THREAD,
    },
    ...SPENT,
  },
  {
    title: 'a line that is cut off costs no neighbour',
    files: { [A]: `${jsonLines(THREAD.slice(0, 3))}{"type":"event_msg"\n\n[]\nnull\n7\n${text(THREAD[3]!)}\r\n` },
    ...SPENT,
    problem: /^1 line of .*rollout-a\.jsonl could not be read/,
  },
  {
    title: 'a last line without a line feed is counted',
    files: { [A]: jsonLines(THREAD).trimEnd() },
    ...SPENT,
  },
];

const SPACED = JSON.stringify(count(FIRST), null, 1)
  .replaceAll('\n', ' ')
  .replaceAll('token_count', 'token\\u005fcount');

const FIELDS: readonly RuleCase[] = [
  {
    title: 'the model is the one of the latest turn',
    files: { [A]: [meta('a'), turn(), count(FIRST), turn('gpt-5.4'), turn(null), turn(''), count(SECOND)] },
    ...SPENT,
    byModel: { 'gpt-5.5': 10, 'gpt-5.4': 20 },
  },
  {
    title: 'before any turn the event may name the model, else it is unknown',
    files: {
      [A]: [meta('a'), count(FIRST, null, 0, { model: 'gpt-5' })],
      [B]: [meta('b'), event('token_count', { info: { total_token_usage: tokens(FIRST) }, model: 'gpt-5.1' })],
      'sessions/rollout-c.jsonl': [meta('c'), count(FIRST)],
    },
    tokens: [120, 30, 0, 180],
    requests: 3,
    byModel: { 'gpt-5': 10, 'gpt-5.1': 10, unknown: 10 },
  },
  {
    title: 'a request lies in the UTC day of its line',
    files: {
      [A]: [
        meta('a'),
        turn(),
        { ...count(FIRST), timestamp: '2026-06-02T02:00:00+05:45' },
        count(SECOND, null, 24 * 60),
      ],
    },
    ...SPENT,
    byDay: { '2026-06-01': 10, '2026-06-02': 20 },
  },
  {
    title: 'growth without a time is a part of the next',
    files: { [A]: [meta('a'), turn(), { ...count(FIRST), timestamp: 'soon' }, count(SECOND, null, 24 * 60)] },
    tokens: [100, 30, 0, 150],
    requests: 1,
    byDay: { '2026-06-02': 30 },
    incomparable: 'the recount needs a time',
  },
  {
    title: 'spaces and escapes make no difference',
    files: { [A]: `${text(meta('a'))}\n${'\n'.repeat(20_000)}${SPACED}\n` },
    tokens: [40, 10, 0, 60],
    requests: 1,
  },
  {
    title: 'counts in texts, in other lines and under other types are none',
    files: {
      [A]: [
        ...THREAD,
        typed(text(count({ input: 9000, output: 9000 }))),
        { ...count({ input: 9000, output: 9000 }), type: 'response_item' },
        event('task_complete', { info: { total_token_usage: tokens({ input: 9000 }) } }),
        { type: 'compacted', payload: { latest_token_usage_record: { usage: tokens({ input: 9000 }) } } },
        event('token_count', { info: [tokens({ input: 9000 })] }),
        event('token_count', { info: { total_token_usage: 9000, last_token_usage: [9000] } }),
      ],
    },
    ...SPENT,
  },
  {
    title: 'what was written to the cache is a part of the input',
    files: {
      [A]: [
        meta('a'),
        count({ input: 100, cached: 40, written: 60, output: 1 }),
        count({ input: 300, cached: 140, written: 90, output: 2 }),
      ],
    },
    tokens: [70, 2, 90, 140],
    requests: 2,
    incomparable: 'the recount leaves it in the input',
  },
  {
    title: 'input is never negative',
    files: {
      [A]: [
        meta('a'),
        count({ input: 5, cached: 8, written: 3, output: 1 }),
        count({ input: 2, cached: 20, output: 8 }),
      ],
    },
    tokens: [0, 8, 0, 20],
    requests: 2,
    incomparable: 'the recount subtracts',
  },
];

describeRules('Codex: running totals', TOTALS, CODEX);
describeRules('Codex: files', FILES, CODEX);
describeRules('Codex: fields of a line', FIELDS, CODEX);
