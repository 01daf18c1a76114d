import { answer, progressOf } from '../../support/claudeLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import type { RuleCase } from '../../support/ruleCases.ts';

const AT = (minute: number): string => `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const sub = answer({ id: 'sub', requestId: 'req_sub', sidechain: true, output: 50 });

const CASES: readonly RuleCase[] = [
  {
    title: 'an answer that grows while it streams counts once, with its largest output',
    files: { 'p/s.jsonl': [1, 9, 9, 159].map((output, i) => answer({ output, at: AT(i) })) },
    tokens: [10, 159, 300, 4000],
    requests: 1,
  },
  {
    title: 'a smaller copy that comes later takes nothing away',
    files: { 'p/s.jsonl': [answer({ output: 159 }), answer({ output: 9, at: AT(5) })] },
    tokens: [10, 159, 300, 4000],
    requests: 1,
  },
  {
    title: 'without a request id the message id is enough',
    files: {
      'p/s.jsonl': [
        answer({ requestId: null, output: 5 }),
        answer({ requestId: null, output: 6 }),
        answer({ id: 'b', requestId: null }),
      ],
    },
    tokens: [20, 26, 600, 8000],
    requests: 2,
  },
  {
    title: 'without a message id the request id is',
    files: {
      'p/s.jsonl': [
        answer({ id: null, output: 5 }),
        answer({ id: null, output: 6, uuid: 'u2' }),
        answer({ id: null, requestId: 'req_2' }),
      ],
    },
    tokens: [20, 26, 600, 8000],
    requests: 2,
  },
  {
    title: 'without both the uuid is',
    files: { 'p/s.jsonl': ['u1', 'u1', 'u2'].map((uuid) => answer({ id: null, requestId: null, uuid })) },
    tokens: [20, 40, 600, 8000],
    requests: 2,
  },
  {
    title: 'without any id each line is an answer',
    files: { 'p/s.jsonl': [1, 2, 3].map(() => answer({ id: null, requestId: null, uuid: null })) },
    tokens: [30, 60, 900, 12000],
    requests: 3,
  },
  {
    title: 'a request id that equals a message id names something else',
    files: {
      'p/s.jsonl': [
        answer({ id: 'x' }),
        answer({ id: null, requestId: 'x' }),
        answer({ id: null, requestId: null, uuid: 'x' }),
      ],
    },
    tokens: [30, 60, 900, 12000],
    requests: 3,
  },
  {
    title: 'the progress lines that mirror a sub-agent count where it left no file',
    files: {
      'p/s.jsonl': [
        answer({ output: 7 }),
        progressOf(answer({ id: 'sub', requestId: 'r2', output: 3 })),
        progressOf(sub),
      ],
    },
    tokens: [20, 57, 600, 8000],
    requests: 2,
    bySession: { s1: 57 },
  },
  {
    title: "a sub-agent's file and its mirror are one answer",
    files: {
      'p/s1.jsonl': [answer(), progressOf(answer({ id: 'sub', output: 2 }))],
      'p/s1/subagents/agent-a1.jsonl': [sub],
    },
    tokens: [20, 70, 600, 8000],
    requests: 2,
  },
  {
    title: 'sub-agents deep below a workflow are read',
    files: {
      'p/s1/subagents/workflows/wf_1/agent-a.jsonl': [sub],
      'p/agent-old.jsonl': [answer({ id: 'old', sidechain: true })],
    },
    tokens: [20, 70, 600, 8000],
    requests: 2,
  },
  {
    title: 'a replay for a side question, with another request id, is the same answer',
    files: {
      'p/s.jsonl': [answer({ output: 40 })],
      'p/s/subagents/agent-btw.jsonl': [answer({ requestId: 'req_2', sidechain: true, output: 40 })],
    },
    tokens: [10, 40, 300, 4000],
    requests: 1,
  },
  {
    title: 'a resumed session copies old lines: they count once, for the earliest session',
    files: {
      'p/new.jsonl': [answer({ session: 'new' }), answer({ id: 'more', session: 'new', at: AT(30), output: 1 })],
      'p/old.jsonl': [answer({ session: 'old', at: '2026-04-30T23:59:00.000Z' })],
    },
    tokens: [20, 21, 600, 8000],
    requests: 2,
    bySession: { old: 20, new: 1 },
    byDay: { '2026-04-30': 20, '2026-05-01': 1 },
  },
  {
    title: 'two forks share their past and each has its own future',
    files: {
      'p/a.jsonl': [answer({ id: 'past', session: 'a' }), answer({ id: 'x', session: 'a', at: AT(10), output: 3 })],
      'p/b.jsonl': [
        answer({ id: 'past', session: 'b', at: AT(1) }),
        answer({ id: 'y', session: 'b', at: AT(11), output: 4 }),
      ],
    },
    tokens: [30, 27, 900, 12000],
    requests: 3,
    bySession: { a: 23, b: 4 },
  },
  {
    title: 'time, model and session are those of the fullest record',
    files: {
      'p/s.jsonl': [
        answer({ output: 5, model: 'early', session: 'one', at: AT(0) }),
        answer({ output: 50, model: 'full', session: 'two', at: '2026-05-02T00:00:00.000Z' }),
        answer({ output: 6, model: 'late', session: 'three', at: '2026-05-03T00:00:00.000Z' }),
      ],
    },
    tokens: [10, 50, 300, 4000],
    requests: 1,
    bySession: { two: 50 },
    byModel: { full: 50 },
    byDay: { '2026-05-02': 50 },
  },
  {
    title: 'of equally full records the main line wins over side chain and mirror, then the earliest',
    files: {
      'p/s.jsonl': [
        progressOf(answer({ at: AT(1), model: 'mirror' })),
        answer({ at: AT(2), model: 'side', sidechain: true }),
        answer({ at: AT(4), model: 'main, later' }),
        answer({ at: AT(3), model: 'main' }),
      ],
    },
    tokens: [10, 20, 300, 4000],
    requests: 1,
    byModel: { main: 20 },
  },
  {
    title: 'the maximum is taken of each counter by itself',
    files: {
      'p/s.jsonl': [
        answer({ requestId: null, output: 9, cacheRead: 4000 }),
        answer({ requestId: null, output: 5, cacheRead: 4000 }),
      ],
    },
    tokens: [10, 9, 300, 4000],
    requests: 1,
  },
];

describeRules('Claude Code: which lines are one answer', CASES);
