import { iso } from '../lines/time.mjs';

const WHOLE = 'abc/chats/session-2026-05-01T10-00-1.json';
const LINES = `${WHOLE}l`;
const SESSION = { sessionId: 'session-1', projectHash: 'abc', startTime: iso(0) };

/**
 * An answer. Input includes what was cached; thoughts come on top of the output.
 * @param {number} n
 * @param {{ input?: number, cached?: number, output?: number, thoughts?: number, model?: string }} [spent]
 */
function said(n, { input = 1000, cached = 600, output = 100, thoughts = 40, model = 'gemini-2.5-pro' } = {}) {
  const tokens = { input, output, cached, thoughts, tool: 0, total: input + output + thoughts };
  return { id: `m${n}`, timestamp: iso(n), type: 'gemini', content: 'Done.', model, tokens };
}

/** A whole session in one JSON object, as older versions write it. @param {readonly object[]} messages */
function whole(...messages) {
  return JSON.stringify({ ...SESSION, lastUpdated: iso(9), messages }, undefined, 2);
}

const asked = { id: 'u1', timestamp: iso(0, 30), type: 'user', content: 'Tokens, please.' };

/**
 * Sessions of Gemini CLI (google-gemini/gemini-cli, packages/core/src/services/chatRecordingService.ts).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const GEMINI = [
  {
    title: 'a session in one JSON file',
    why: 'Input includes what was read from the cache; thoughts were generated as well and come on top of the output.',
    files: { [WHOLE]: whole(asked, said(1), said(2)) },
    tokens: [800, 280, 0, 1200],
  },
  {
    title: 'a session as JSON lines',
    why: 'The same, as newer versions write it.',
    files: { [LINES]: [SESSION, asked, said(1), said(2)] },
    tokens: [800, 280, 0, 1200],
  },
  {
    title: 'a message written again under its id',
    why: 'The later line replaces the earlier one: a message grows while it streams.',
    files: {
      [LINES]: [SESSION, asked, said(1, { output: 7, thoughts: 0 }), said(1), said(2)],
    },
    tokens: [800, 280, 0, 1200],
  },
  {
    title: 'no cache, no thoughts',
    why: 'Then input and output are all.',
    files: {
      [WHOLE]: whole(asked, said(1, { cached: 0, thoughts: 0 })),
    },
    tokens: [1000, 100, 0, 0],
  },
  {
    title: 'two models in one session',
    why: 'Each message names its own.',
    files: { [WHOLE]: whole(said(1), said(2, { model: 'gemini-2.5-flash' })) },
    tokens: [800, 280, 0, 1200],
    models: ['gemini-2.5-flash', 'gemini-2.5-pro'],
  },
  {
    title: 'messages without tokens',
    why: 'An answer that was cancelled has none; its neighbours do.',
    files: {
      [WHOLE]: whole(asked, { ...said(1), tokens: null }, said(2)),
    },
    tokens: [400, 140, 0, 600],
  },
  {
    title: 'lines that are no messages',
    why: 'Newer versions note changes of the session (`$set`) between the messages.',
    files: {
      [LINES]: [SESSION, said(1), { $set: { lastUpdated: iso(5) } }, said(2)],
    },
    tokens: [800, 280, 0, 1200],
  },
  {
    title: 'truncated tail: the last line is cut off',
    why: 'It counts when it is whole; the lines before it count now.',
    files: {
      [LINES]: [SESSION, said(1), said(2), said(3)]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('')
        .slice(0, -30),
    },
    tokens: [800, 280, 0, 1200],
  },
  {
    title: 'a JSON file that is being written, beside a whole one',
    why: 'It cannot be read yet and counts later; the other one counts now.',
    files: {
      [WHOLE]: whole(said(1), said(2)),
      'abc/chats/session-2026-05-01T11-00-2.json': whole(said(3)).slice(0, -50),
    },
    tokens: [800, 280, 0, 1200],
  },
];
