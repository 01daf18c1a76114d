import { count, meta, rollout, second, tokenCount, turn, usage, usageRecord } from '../lines/codex.mjs';

const THREAD = '019d0000-0000-7000-8000-000000000001';
const FIRST = count(5, [1000, 600, 100, 40], [1000, 600, 100, 40]);
const SECOND = count(9, [2500, 1600, 180, 60], [1500, 1000, 80, 20]);

/** The file of one thread. @param {readonly object[]} lines */
function thread(...lines) {
  return { [rollout(THREAD)]: [meta(THREAD), turn('gpt-5.4'), ...lines] };
}

/**
 * What the totals of one thread say (openai/codex, codex-rs/protocol/src/protocol.rs, `TokenUsageInfo`).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const CODEX_COUNTS = [
  {
    title: 'two requests',
    why: 'The total grows by what each request cost; input includes what was cached, output includes reasoning.',
    files: thread(FIRST, SECOND),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'repeated totals',
    why: 'A fresh rate limit repeats the last count: no growth is no spend.',
    files: thread(FIRST, again(6, FIRST), again(7, FIRST), SECOND, again(12, SECOND)),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'a repeated total with another `last`',
    why: 'After a compaction the context is estimated anew; nothing was requested, the total stands still.',
    files: thread(FIRST, SECOND, count(12, [2500, 1600, 180, 60], [700, 0, 0, 0])),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'interrupted turn: the total grows by more than `last`',
    why: 'The interrupted request was spent as well; only the total tells.',
    files: thread(FIRST, count(9, [5000, 3600, 300, 90], [1500, 1000, 80, 20])),
    tokens: [1400, 300, 0, 3600],
  },
  {
    title: 'reset: a total smaller than before',
    why: 'The counter began anew with this request, whose own figure is `last`.',
    files: thread(FIRST, SECOND, count(12, [700, 500, 50, 10], [700, 500, 50, 10])),
    tokens: [1100, 230, 0, 2100],
  },
  {
    title: 'reset after an overflow of the context',
    why: 'Codex then sets the total to the size of the window with all counters at 0, and counts on from there.',
    files: thread(
      count(5, [300_000, 200_000, 1000, 400], [300_000, 200_000, 1000, 400]),
      tokenCount(8, {
        total_token_usage: usage([0, 0, 0, 0], 272_000),
        last_token_usage: usage([0, 0, 0, 0], 0),
        model_context_window: 272_000,
      }),
      tokenCount(12, {
        total_token_usage: usage([500, 100, 50, 10], 272_550),
        last_token_usage: usage([500, 100, 50, 10]),
        model_context_window: 272_000,
      }),
    ),
    tokens: [100_400, 1050, 0, 200_100],
  },
  {
    title: 'counts without `info`',
    why: 'They tell of rate limits alone.',
    files: thread(tokenCount(3, null), FIRST, tokenCount(6, null), SECOND),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'counts without `last`',
    why: 'The growth of the total needs none.',
    files: thread(count(5, [1000, 600, 100, 40], undefined), count(9, [2500, 1600, 180, 60], undefined)),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'counts without a total',
    why: 'Then `last` is all there is.',
    files: thread(count(5, undefined, [1000, 600, 100, 40]), count(9, undefined, [1500, 1000, 80, 20])),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'two models in one thread',
    why: 'Each request is of the model that the turn before it named.',
    files: thread(FIRST, turn('gpt-5.3-codex-spark', 7), SECOND),
    tokens: [900, 180, 0, 1600],
    models: ['gpt-5.3-codex-spark', 'gpt-5.4'],
  },
  {
    title: 'no `turn_context`: the model is unknown',
    why: 'Nothing in the file names a model, and a guess would be priced.',
    files: { [rollout(THREAD)]: [meta(THREAD), FIRST, SECOND] },
    tokens: [900, 180, 0, 1600],
    models: ['unknown'],
  },
  {
    title: '`token_usage_record` lines beside the counts',
    why: 'They name each response, once; the counts beside them say the same again.',
    files: thread(
      usageRecord(4, 'resp_1', [1000, 600, 100, 40]),
      FIRST,
      usageRecord(8, 'resp_2', [1500, 1000, 80, 20]),
      usageRecord(8, 'resp_2', [1500, 1000, 80, 20]),
      SECOND,
    ),
    tokens: [900, 180, 0, 1600],
  },
  {
    title: 'a compaction that only a `token_usage_record` tells of',
    why: 'Compaction calls are in no count.',
    files: thread(
      usageRecord(4, 'resp_1', [1000, 600, 100, 40]),
      FIRST,
      usageRecord(6, 'resp_compact', [800, 700, 300, 0]),
      usageRecord(8, 'resp_2', [1500, 1000, 80, 20]),
      SECOND,
    ),
    tokens: [1000, 480, 0, 2300],
  },
  {
    title: 'the record of a compaction, repeated in the `compacted` line',
    why: 'That line refers to the record; it is no further one.',
    files: thread(
      usageRecord(4, 'resp_1', [1000, 600, 100, 40]),
      FIRST,
      usageRecord(6, 'resp_compact', [800, 700, 300, 0]),
      compacted(7, usageRecord(6, 'resp_compact', [800, 700, 300, 0])),
      usageRecord(8, 'resp_2', [1500, 1000, 80, 20]),
      SECOND,
    ),
    tokens: [1000, 480, 0, 2300],
  },
  {
    title: '`token_usage_record` lines from the middle of a thread on',
    why: 'Codex was updated between the two requests: the first is known by its count alone.',
    files: thread(FIRST, usageRecord(8, 'resp_2', [1500, 1000, 80, 20]), SECOND),
    tokens: [900, 180, 0, 1600],
  },
];

/** The same count, told once more. @param {number} at @param {object} line */
function again(at, line) {
  return { ...line, timestamp: second(at) };
}

/** The line that closes a compaction. @param {number} at @param {{ payload: object }} record */
function compacted(at, { payload }) {
  return {
    timestamp: second(at),
    type: 'compacted',
    payload: { message: 'So far.', latest_token_usage_record: payload },
  };
}
