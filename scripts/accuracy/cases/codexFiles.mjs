import { count, meta, rollout, second, turn } from '../lines/codex.mjs';
import { unreadableZstd, zstd } from '../zstd.mjs';

const PARENT = '019d0000-0000-7000-8000-000000000001';
const CHILD = '019d0000-0000-7000-8000-000000000002';
const FIRST = count(5, [1000, 600, 100, 40], [1000, 600, 100, 40]);
const SECOND = count(9, [2500, 1600, 180, 60], [1500, 1000, 80, 20]);
const OF_PARENT = /** @type {const} */ ([900, 180, 0, 1600]);

const parentLines = [meta(PARENT), turn('gpt-5.4'), FIRST, SECOND];
const parent = { [rollout(PARENT)]: parentLines };
const text = parentLines.map((line) => `${JSON.stringify(line)}\n`).join('');
const packed = zstd(text);

/** What marks a thread that was spawned by another. */
const SPAWNED = {
  source: { subagent: { thread_spawn: { parent_thread_id: PARENT, depth: 1, agent_nickname: 'Ada' } } },
};

/** Several files, and how they are written. @type {readonly import('../home.mjs').AccuracyCase[]} */
export const CODEX_FILES = [
  {
    title: "fork: the child's file replays the parent's counts",
    why: "The child's total starts where the parent's was; only what it grows beyond is its own.",
    files: {
      ...parent,
      [rollout(CHILD)]: [
        meta(CHILD, { forked_from_id: PARENT }, 60),
        turn('gpt-5.4', 60),
        at(60, FIRST),
        at(60, SECOND),
        count(75, [2700, 1700, 230, 70], [200, 100, 50, 10]),
      ],
    },
    tokens: [1000, 230, 0, 1700],
  },
  {
    title: 'fork: the replay keeps its old times',
    why: 'As above; when a line was written says nothing about whose it is.',
    files: {
      ...parent,
      [rollout(CHILD)]: [
        meta(CHILD, { forked_from_id: PARENT }, 60),
        turn('gpt-5.4', 60),
        FIRST,
        SECOND,
        count(75, [2700, 1700, 230, 70], [200, 100, 50, 10]),
      ],
    },
    tokens: [1000, 230, 0, 1700],
  },
  {
    title: "a sub-agent's file replays its parent's counts",
    why: 'As for a fork.',
    files: {
      ...parent,
      [rollout(CHILD)]: [
        meta(CHILD, SPAWNED, 60),
        turn('gpt-5.4', 60),
        at(60, FIRST),
        at(60, SECOND),
        count(75, [2700, 1700, 230, 70], [200, 100, 50, 10]),
      ],
    },
    tokens: [1000, 230, 0, 1700],
  },
  {
    title: 'a sub-agent that starts at zero',
    why: 'Newer versions replay nothing: its first total is its own first request.',
    files: {
      ...parent,
      [rollout(CHILD)]: [
        meta(CHILD, { ...SPAWNED, forked_from_id: PARENT }, 60),
        turn('gpt-5.4', 60),
        count(65, [200, 100, 50, 10], [200, 100, 50, 10]),
        count(75, [500, 300, 80, 20], [300, 200, 30, 10]),
      ],
    },
    tokens: [1100, 260, 0, 1900],
  },
  {
    title: 'a sub-agent whose first two requests end within one second',
    why: "Counts of one second need not be a replay: these are not the parent's.",
    files: {
      ...parent,
      [rollout(CHILD)]: [
        meta(CHILD, SPAWNED, 60),
        turn('gpt-5.4', 60),
        count(65, [200, 100, 50, 10], [200, 100, 50, 10]),
        count(65, [500, 300, 80, 20], [300, 200, 30, 10]),
        count(75, [900, 600, 90, 20], [400, 300, 10, 0]),
      ],
    },
    tokens: [1200, 270, 0, 2200],
  },
  {
    title: 'a thread that is archived as well',
    why: 'The file of the same name in `archived_sessions` is a copy.',
    files: { ...parent, [rollout(PARENT, 'archived_sessions')]: parentLines },
    tokens: OF_PARENT,
  },
  {
    title: 'a thread that is archived alone',
    why: 'It was spent all the same.',
    files: { [rollout(PARENT, 'archived_sessions')]: parentLines },
    tokens: OF_PARENT,
  },
  ...(packed
    ? [
        {
          title: 'zstd: a compressed rollout (`.jsonl.zst`)',
          why: 'Codex compresses old rollouts; they hold the same lines.',
          files: { [`${rollout(PARENT)}.zst`]: packed },
          tokens: OF_PARENT,
          ...(unreadableZstd && { unreadable: unreadableZstd }),
          incomparable: 'the recount reads none',
        },
        {
          title: 'zstd: a rollout beside its compressed copy',
          why: 'As for the archive: one file in two forms.',
          files: { ...parent, [`${rollout(PARENT)}.zst`]: packed },
          tokens: OF_PARENT,
        },
      ]
    : []),
  {
    title: 'spaces after colons',
    why: 'JSON allows them.',
    files: { [rollout(PARENT)]: text.replaceAll('":', '": ') },
    tokens: OF_PARENT,
  },
  {
    title: 'lines that end in CR LF',
    why: 'A carriage return before the line feed is white space.',
    files: { [rollout(PARENT)]: text.replaceAll('\n', '\r\n') },
    tokens: OF_PARENT,
  },
  {
    title: 'truncated tail: the last line is cut off',
    why: 'It counts when it is whole; the lines before it count now.',
    files: { [rollout(PARENT)]: `${text}${JSON.stringify(count(20, [9000, 0, 900, 0], undefined)).slice(0, -60)}` },
    tokens: OF_PARENT,
  },
  {
    title: 'a count quoted in the output of a tool',
    why: 'Text about counts is not a count.',
    files: { [rollout(PARENT)]: [...parentLines, toolOutput()] },
    tokens: OF_PARENT,
  },
];

/** The same line, written at another time. @param {number} when @param {object} line */
function at(when, line) {
  return { ...line, timestamp: second(when) };
}

function toolOutput() {
  const output = JSON.stringify(count(30, [90_000, 0, 9000, 0], [90_000, 0, 9000, 0]));
  const payload = { type: 'function_call_output', call_id: 'call_1', output };
  return { timestamp: second(30), type: 'response_item', payload };
}
