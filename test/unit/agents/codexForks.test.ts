import { count, FIRST, meta, response, SECOND, spawnedBy, THREAD, tokens, turn } from '../../support/codexLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import { CODEX, type RuleCase } from '../../support/ruleCases.ts';

const A = 'sessions/2026/06/01/rollout-a.jsonl';
const B = 'sessions/2026/06/01/rollout-b.jsonl';

const RESPONSES: readonly RuleCase[] = [
  {
    title: 'responses count instead of the totals that follow',
    files: {
      [A]: [meta('a'), turn(), count(FIRST), response('r', FIRST), count(SECOND), response('s', SECOND), count(SECOND)],
    },
    tokens: [180, 50, 0, 270],
    requests: 3,
  },
  {
    title: 'a response counts once over all rollouts',
    files: {
      [A]: [
        meta('a'),
        turn(),
        response('r', FIRST, { thread_id: 'a' }, 1),
        response('r', FIRST, { thread_id: 'a' }, 2),
      ],
      [B]: [
        meta('b', {}, 1),
        turn(),
        response('r', FIRST, { thread_id: 'a' }, 1),
        response('s', SECOND, { thread_id: 'b' }),
      ],
    },
    tokens: [140, 40, 0, 210],
    requests: 2,
    bySession: { a: 10, b: 30 },
  },
  {
    title: 'responses without an id each count',
    files: { [A]: [meta('a'), turn(), response(null, FIRST), response(null, FIRST), response('', FIRST)] },
    tokens: [120, 30, 0, 180],
    requests: 3,
  },
  {
    title: 'a response may stand beside its line instead of in it',
    files: { [A]: [meta('a'), { ...response('x', {}), payload: undefined, usage: tokens(FIRST), response_id: 'r' }] },
    tokens: [40, 10, 0, 60],
    requests: 1,
  },
  {
    title: 'a record without usage is none, and totals go on',
    files: { [A]: [meta('a'), { ...response('r', {}), payload: { usage: 9 } }, count(FIRST)] },
    tokens: [40, 10, 0, 60],
    requests: 1,
  },
];

const REPLAY = THREAD.slice(1).map((line) => Object.assign({}, line, { timestamp: '2026-06-02T10:00:00Z' }));
const THIRD = { input: 400, cached: 250, output: 60, reasoning: 9 };
const LAST = { input: 150, cached: 100, output: 30 };

function fork(more: object, lines: readonly object[]): Record<string, readonly object[]> {
  return { [B]: [meta('b', more, 24 * 60), ...lines, count(THIRD, LAST, 24 * 60 + 1)] };
}

const FORKS: readonly RuleCase[] = [
  ...[{ forked_from_id: 'a' }, spawnedBy('a')].map((more, i): RuleCase => {
    return {
      title: `${['a fork', 'a spawned thread'][i]} repeats its parent's totals`,
      files: { [A]: THREAD, ...fork(more, [meta('a'), ...REPLAY]) },
      tokens: [150, 60, 0, 250],
      requests: 3,
      bySession: { a: 30, b: 30 },
    };
  }),
  {
    title: 'a fork of which the parent is gone keeps what it repeats, but not what came before',
    files: fork({ forked_from_id: 'a' }, REPLAY.slice(2)),
    tokens: [110, 50, 0, 190],
    requests: 2,
    bySession: { b: 50 },
  },
  {
    title: 'a thread that begins anew although it was forked',
    files: { [A]: THREAD, ...fork({ forked_from_id: 'a' }, [count({ input: 7, output: 1 }, { input: 7, output: 1 })]) },
    tokens: [250, 90, 0, 400],
    requests: 4,
    bySession: { a: 30, b: 60 },
  },
  {
    title: 'a fork of a fork',
    files: {
      [A]: THREAD,
      ...fork({ forked_from_id: 'a' }, [meta('a'), ...REPLAY]),
      'sessions/rollout-c.jsonl': [
        meta('c', { forked_from_id: 'b' }, 48 * 60),
        meta('b', { forked_from_id: 'a' }, 48 * 60),
        meta('a', {}, 48 * 60),
        ...REPLAY,
        count(THIRD, LAST, 48 * 60),
        count({ ...THIRD, output: 61 }, { output: 1 }, 48 * 60 + 1),
      ],
    },
    tokens: [150, 61, 0, 250],
    requests: 4,
    bySession: { a: 30, b: 30, c: 1 },
  },
  {
    title: 'totals of another thread that is no parent are counted',
    files: { [A]: THREAD, ...fork({}, REPLAY) },
    tokens: [250, 90, 0, 400],
    requests: 5,
  },
  {
    title: "a fork that repeats its parent's totals after a larger one of its own",
    files: { [A]: THREAD, ...fork({ forked_from_id: 'a' }, [count({ input: 9000 }, { input: 9 }), ...REPLAY]) },
    tokens: [159, 60, 0, 250],
    requests: 4,
    bySession: { a: 30, b: 30 },
  },
  {
    title: 'a fork that repeats a total from after it fell',
    files: {
      [A]: [...THREAD, count(FIRST, FIRST, 3), count(SECOND, FIRST, 4)],
      ...fork({ forked_from_id: 'a' }, [...REPLAY, count(FIRST, FIRST), count(SECOND, FIRST)]),
    },
    tokens: [250, 90, 0, 400],
    requests: 5,
    bySession: { a: 60, b: 30 },
  },
];

describeRules('Codex: responses', RESPONSES, CODEX);
describeRules('Codex: forks', FORKS, CODEX);
