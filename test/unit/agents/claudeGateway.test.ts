import { answer, type Answer } from '../../support/claudeLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import type { RuleCase } from '../../support/ruleCases.ts';

let minute = 0;

/** A record of an answer that a gateway stamped with its one id. */
function stamped(options: Answer): object {
  const at = Date.UTC(2026, 4, 1, 10, minute++);
  return answer({ id: 'msg_gateway', requestId: null, cacheCreation: 0, cacheRead: 0, at, ...options });
}

const CASES: readonly RuleCase[] = [
  {
    title: 'answers with request ids are told apart by prompt and request',
    files: {
      'p/s.jsonl': [
        stamped({ requestId: 'r1', input: 100, output: 1 }),
        stamped({ requestId: 'r1', input: 100, output: 11 }),
        stamped({ requestId: 'r2', input: 200, output: 22 }),
        stamped({ requestId: 'r3', input: 300, output: 33 }),
      ],
    },
    tokens: [600, 66, 0, 0],
    requests: 3,
  },
  {
    title: 'the same prompt under two request ids is two requests',
    files: {
      'p/s.jsonl': [
        stamped({ requestId: 'r1', input: 100, output: 11 }),
        stamped({ requestId: 'r2', input: 100, output: 12 }),
        stamped({ requestId: 'r3', input: 300, output: 33 }),
      ],
    },
    tokens: [500, 56, 0, 0],
    requests: 3,
  },
  {
    title: 'without request ids answers are told apart by prompt and session',
    files: {
      'p/s.jsonl': [
        stamped({ input: 100, output: 1 }),
        stamped({ input: 100, output: 11 }),
        stamped({ input: 200, output: 22 }),
      ],
      'p/t.jsonl': [stamped({ session: 's2', input: 100, output: 5 })],
    },
    tokens: [400, 38, 0, 0],
    requests: 3,
    bySession: { s1: 33, s2: 5 },
  },
  {
    title: 'a snapshot without a prompt belongs to the answer that follows it',
    files: {
      'p/s.jsonl': [
        stamped({ input: 0, output: 1 }),
        stamped({ input: 100, output: 11 }),
        stamped({ input: 0, output: 2 }),
        stamped({ input: 200, output: 22 }),
      ],
    },
    tokens: [300, 33, 0, 0],
    requests: 2,
  },
  {
    title: 'so it does in each of two sessions that take turns',
    files: {
      'p/s.jsonl': [
        stamped({ input: 0, output: 1 }),
        stamped({ session: 's2', input: 0, output: 1 }),
        stamped({ input: 100, output: 11 }),
        stamped({ session: 's2', input: 200, output: 22 }),
        stamped({ input: 0, output: 1 }),
        stamped({ session: 's2', input: 0, output: 99 }),
        stamped({ session: 's2', input: 400, output: 44 }),
        stamped({ input: 300, output: 33 }),
      ],
    },
    tokens: [1000, 11 + 22 + 33 + 99, 0, 0],
    requests: 4,
    bySession: { s1: 44, s2: 121 },
  },
  {
    title: 'a last snapshot without a prompt that nothing follows is an answer of its own',
    files: {
      'p/s.jsonl': [
        stamped({ input: 100, output: 11 }),
        stamped({ input: 200, output: 22 }),
        stamped({ input: 0, output: 3 }),
      ],
    },
    tokens: [300, 36, 0, 0],
    requests: 3,
  },
  {
    title: 'an id with one prompt only is an identity, however many requests and sessions show it',
    files: {
      'p/s.jsonl': [
        stamped({ input: 0, output: 1 }),
        stamped({ requestId: 'r1', input: 100, output: 11 }),
        stamped({ requestId: 'r2', session: 's2', input: 100, output: 12 }),
        stamped({ input: 0, output: 3 }),
      ],
    },
    tokens: [100, 12, 0, 0],
    requests: 1,
  },
  {
    title: 'prompts that differ in the cache alone differ',
    files: {
      'p/s.jsonl': [
        stamped({ input: 1, cacheRead: 10, output: 1 }),
        stamped({ input: 1, cacheRead: 20, output: 2 }),
        stamped({ input: 1, cacheRead: 20, cacheCreation: 5, output: 3 }),
      ],
    },
    tokens: [3, 6, 5, 50],
    requests: 3,
  },
  {
    title: 'it is found out over several files',
    files: {
      'p/a.jsonl': [stamped({ session: 'a', input: 100, output: 10 })],
      'p/b.jsonl': [stamped({ session: 'b', input: 200, output: 20 })],
      'p/c.jsonl': [stamped({ session: 'c', input: 100, output: 30 })],
    },
    tokens: [400, 60, 0, 0],
    requests: 3,
    bySession: { a: 10, b: 20, c: 30 },
  },
];

describeRules('Claude Code behind a gateway that stamps every answer with one id', CASES);
