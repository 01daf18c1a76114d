import { ONE, said, streamed, THREE, TWO } from '../lines/claude.mjs';
import { iso } from '../lines/time.mjs';

/** Which lines are one answer. @type {readonly import('../home.mjs').AccuracyCase[]} */
export const CLAUDE_ANSWERS = [
  {
    title: 'streaming: 9, 9, then 159 tokens of output',
    why: 'An answer is written once per content block, each time with its output so far; the largest is what it cost.',
    files: { 'p/s.jsonl': streamed(1, [9, 9, 159]) },
    tokens: [10, 159, 300, 4000],
  },
  {
    title: 'a smaller copy after the final figure',
    why: 'Output only grows, so a smaller figure is an older one, wherever it stands.',
    files: { 'p/s.jsonl': streamed(1, [159, 9]) },
    tokens: [10, 159, 300, 4000],
  },
  {
    title: 'no request id: an answer in two lines',
    why: 'Some gateways give none; the message id names the answer.',
    files: { 'p/s.jsonl': streamed(1, [5, 20], { requestId: null }) },
    tokens: ONE,
  },
  {
    title: 'no request id: two lines of the same instant',
    why: 'As above.',
    files: { 'p/s.jsonl': streamed(1, [5, 20], { requestId: null, at: iso(1) }) },
    tokens: ONE,
  },
  {
    title: 'no request id in the first of two lines',
    why: 'As above: the message id is the same.',
    files: { 'p/s.jsonl': [said(1, { requestId: null, output: 5 }), said(1, { at: iso(1, 1) })] },
    tokens: ONE,
  },
  {
    title: 'no message id: an answer in two lines',
    why: 'The request id names the answer.',
    files: { 'p/s.jsonl': streamed(1, [5, 20], { id: null }) },
    tokens: ONE,
  },
  {
    title: 'neither id: two answers',
    why: "Each line's own uuid tells that they are two.",
    files: { 'p/s.jsonl': [1, 2].map((n) => said(n, { id: null, requestId: null })) },
    tokens: TWO,
  },
  {
    title: 'resume: a second file begins with a copy of the first',
    why: 'A resumed session copies the old lines under its own session id; their requests were made once.',
    files: {
      'p/old.jsonl': [1, 2].map((n) => said(n, { session: 'old' })),
      'p/new.jsonl': [1, 2, 3].map((n) => said(n, { session: 'new' })),
    },
    tokens: THREE,
  },
  {
    title: 'resume without request ids',
    why: 'As above; the message ids are enough.',
    files: {
      'p/old.jsonl': [1, 2].map((n) => said(n, { session: 'old', requestId: null })),
      'p/new.jsonl': [1, 2, 3].map((n) => said(n, { session: 'new', requestId: null })),
    },
    tokens: THREE,
  },
  {
    title: 'fork: two sessions share their past',
    why: 'The past was paid for once, each future for itself.',
    files: {
      'p/a.jsonl': [1, 2].map((n) => said(n, { session: 'a' })),
      'p/b.jsonl': [1, 3].map((n) => said(n, { session: 'b' })),
    },
    tokens: THREE,
  },
  {
    title: 'replay: `/btw` repeats an answer in a side chain, under another request id',
    why: 'A side question replays the conversation; the message id says that it is the same answer.',
    files: {
      'p/s.jsonl': [said(1)],
      'p/s/subagents/agent-btw.jsonl': [1, 2].map((n) => said(n, { requestId: 'req_btw', sidechain: true })),
    },
    tokens: TWO,
  },
  {
    title: 'replay on the main line, under another request id',
    why: 'As above: one message id and one prompt are one answer.',
    files: { 'p/s.jsonl': [said(1), said(1, { requestId: 'req_again', at: iso(5) })] },
    tokens: ONE,
  },
  {
    title: 'gateway id: every answer has the same message id',
    why: 'Three different prompts cannot be one answer; the request ids tell them apart.',
    files: { 'p/s.jsonl': [1, 2, 3].map((n) => stamped(n)) },
    tokens: [600, 60, 0, 0],
  },
  {
    title: 'gateway id, and no request ids',
    why: 'Three different prompts cannot be one answer, even where nothing else tells them apart.',
    files: { 'p/s.jsonl': [1, 2, 3].map((n) => stamped(n, { requestId: null })) },
    tokens: [600, 60, 0, 0],
  },
  {
    title: 'gateway id, no request ids, and each answer in two lines',
    why: 'As above, and each is one answer.',
    files: {
      'p/s.jsonl': [1, 2, 3].flatMap((n) => [
        stamped(n, { requestId: null, output: 7 }),
        stamped(n, { requestId: null, at: iso(n, 1) }),
      ]),
    },
    tokens: [600, 60, 0, 0],
  },
];

/** An answer that a gateway stamped with its one id. @param {number} n @param {import('../lines/claude.mjs').Answer} [more] */
function stamped(n, more = {}) {
  return said(n, { id: 'msg_gateway', input: n * 100, cacheCreation: 0, cacheRead: 0, ...more });
}
