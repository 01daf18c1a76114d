import { ONE, said, saidText, streamed, TWO } from '../lines/claude.mjs';
import { iso } from '../lines/time.mjs';

/** An answer that ends in the call of a tool. @param {number} n @param {unknown} input @param {number} [output] */
function calling(n, input, output = 20) {
  return said(n, { output, content: [{ type: 'tool_use', id: `toolu_${n}`, name: 'Edit', input }] });
}

/** @param {number} depth */
function nested(depth) {
  return JSON.parse('{"in":'.repeat(depth) + '0' + '}'.repeat(depth));
}

/** Of a shape that no counter may stumble over. @type {readonly import('../home.mjs').AccuracyCase[]} */
export const CLAUDE_FIELDS = [
  {
    title: '`"id": null` in the input of a tool, in the final line',
    why: 'What the model passes to a tool is its own affair; the line counts like any other.',
    files: { 'p/s.jsonl': [said(1, { output: 9 }), calling(1, { id: null }, 159)] },
    tokens: [10, 159, 300, 4000],
  },
  {
    title: '`"model": null` in the input of a tool',
    why: 'As above.',
    files: { 'p/s.jsonl': [calling(1, { model: null }), said(2)] },
    tokens: TWO,
  },
  {
    title: '`null` in fields of the line that no counter needs',
    why: 'An absent working folder, version or cost says nothing about the tokens.',
    files: { 'p/s.jsonl': [{ ...said(1), cwd: null, version: null, costUSD: null, gitBranch: null }, said(2)] },
    tokens: TWO,
  },
  {
    title: 'a request id that is `null`',
    why: 'That is none: the message id names the answer.',
    files: {
      'p/s.jsonl': streamed(1, [9, 20], { requestId: null }).map((line) => Object.assign(line, { requestId: null })),
    },
    tokens: ONE,
  },
  {
    title: 'synthetic: a message of Claude Code itself',
    why: 'Model `<synthetic>` marks an error or an interruption that was shown; no request stands behind it.',
    files: { 'p/s.jsonl': [said(1), said(2, { model: '<synthetic>', usage: zeros() })] },
    tokens: ONE,
  },
  {
    title: 'an error of the API (`isApiErrorMessage`) between two answers',
    why: 'It says that a request failed and costs nothing; its neighbours do.',
    files: { 'p/s.jsonl': [said(1), apiError(), said(3)] },
    tokens: TWO,
  },
  {
    title: 'cache creation told by its split alone',
    why: 'Version 2.1.152 wrote 0 into the flat field where it knew the 5-minute and 1-hour parts.',
    files: { 'p/s.jsonl': [said(1, { usage: split(0) })] },
    tokens: [10, 20, 300, 4000],
  },
  {
    title: 'cache creation told twice, flat and split',
    why: 'The split itemises the flat figure and is not added to it.',
    files: { 'p/s.jsonl': [said(1, { usage: split(300) })] },
    tokens: [10, 20, 300, 4000],
  },
  {
    title: '`usage.iterations` that itemise the answer',
    why: 'Entries of type `message` repeat what the flat counters say.',
    files: { 'p/s.jsonl': [said(1, { usage: { ...split(300), iterations: [{ ...split(300), type: 'message' }] } })] },
    tokens: ONE,
  },
  {
    title: 'an advisor in `usage.iterations` (1000 in, 500 out)',
    why: 'The ledger keeps to the flat counters, which are those of the answering model.',
    open: 'The advisor is another model whose tokens stand in its iteration alone: a total that adds them tells more.',
    files: { 'p/s.jsonl': [said(1, { usage: { ...split(300), iterations: [advisor()] } })] },
    tokens: ONE,
  },
  {
    title: 'a piece of a transcript quoted in a text',
    why: 'Words about usage are not usage.',
    files: { 'p/s.jsonl': [said(1, { content: [{ type: 'text', text: saidText(7) }] }), quoting(), said(2)] },
    tokens: TWO,
  },
  {
    title: "Claude Code's own sum at the end of a session (`cost-state`)",
    why: 'It adds up what the lines say, and may include calls that no line tells of; it is no further request.',
    files: { 'p/s.jsonl': [said(1), said(2), costState()] },
    tokens: TWO,
  },
  {
    title: 'counters above 32 bits (2^52 tokens read)',
    why: 'A sum over a year fits no 32-bit integer; nor need a single figure.',
    files: { 'p/s.jsonl': [said(1, { cacheRead: 2 ** 52 })] },
    tokens: [10, 20, 300, 2 ** 52],
  },
  {
    title: 'the input of a tool nested 200 deep',
    why: 'JSON sets no limit, and the usage stands at the top.',
    files: { 'p/s.jsonl': [calling(1, nested(200)), said(2)] },
    tokens: TWO,
  },
  {
    title: 'the name `usage` spelled with an escape',
    why: '`"\\u0075sage"` is the same name in JSON.',
    files: { 'p/s.jsonl': `${saidText(1).replace('"usage"', String.raw`"\u0075sage"`)}\n${saidText(2)}\n` },
    tokens: TWO,
  },
  {
    title: 'a name that stands twice in one object',
    why: 'The parsers of JavaScript and Python take the last.',
    open: 'RFC 8259 leaves open what it means.',
    files: { 'p/s.jsonl': `${saidText(1).replace('"output_tokens":20', '"output_tokens":7,"output_tokens":20')}\n` },
    tokens: ONE,
  },
  {
    title: 'a model that is not named',
    why: 'The tokens were spent all the same; the model is unknown.',
    files: { 'p/s.jsonl': [withoutModel(said(1)), said(2)] },
    tokens: TWO,
  },
];

/** @param {Record<string, unknown>} line */
function withoutModel(line) {
  return { ...line, message: { ...Object(line['message']), model: undefined } };
}

function zeros() {
  return { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
}

/** Usage with 100 tokens in the 5-minute cache and 200 in the 1-hour cache. @param {number} flat what the flat field says */
function split(flat) {
  const parts = { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 };
  const counters = { input_tokens: 10, output_tokens: 20, cache_read_input_tokens: 4000 };
  return { ...counters, cache_creation_input_tokens: flat, cache_creation: parts };
}

function advisor() {
  return { ...zeros(), input_tokens: 1000, output_tokens: 500, type: 'advisor_message', model: 'claude-opus-4-6' };
}

function costState() {
  const spent = { inputTokens: 20, outputTokens: 40, cacheCreationInputTokens: 600, cacheReadInputTokens: 8000 };
  const modelUsage = { 'claude-opus-4-6': { ...spent, webSearchRequests: 0, costUSD: 0.1 } };
  return { type: 'cost-state', sessionId: 's1', uuid: 'uuid-cost', timestamp: iso(9), totalCostUSD: 0.1, modelUsage };
}

function apiError() {
  const content = [{ type: 'text', text: 'API Error: 529 Overloaded.' }];
  return { ...said(2, { model: '<synthetic>', usage: zeros(), content, requestId: null }), isApiErrorMessage: true };
}

/** A person's message that holds a line of a transcript. */
function quoting() {
  return {
    type: 'user',
    sessionId: 's1',
    uuid: 'uuid-quote',
    timestamp: iso(3),
    message: { role: 'user', content: `Why does it say ${saidText(8)}?` },
  };
}
