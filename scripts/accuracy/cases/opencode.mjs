import { database, withLog } from '../sqlite.mjs';
import { instant } from '../lines/time.mjs';

/** An answer's record; reasoning stands beside the output. @param {number} n */
function said(n) {
  const tokens = { input: 100, output: 50, reasoning: 30, cache: { read: 1000, write: 200 }, total: 1380 };
  const time = { created: instant(n), completed: instant(n, 20) };
  const model = { modelID: 'claude-sonnet-4-5', providerID: 'anthropic' };
  const path = { cwd: '/work/app', root: '/work/app' };
  return { id: `msg_${n}`, sessionID: 'ses_1', role: 'assistant', time, ...model, path, cost: 0, tokens };
}

const asked = { id: 'msg_0', sessionID: 'ses_1', role: 'user', time: { created: instant(0) } };

const SCHEMA =
  'CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL)';

/** @typedef {typeof asked | ReturnType<typeof said>} Message */

/** The statements that put messages into a database. @param {readonly Message[]} messages @returns {import('../sqlite.mjs').Statement[]} */
function rows(...messages) {
  return messages.map(({ id, sessionID, ...data }) => {
    const { created } = data.time;
    return ['INSERT INTO message VALUES (?, ?, ?, ?, ?)', [id, sessionID, created, created, JSON.stringify(data)]];
  });
}

/** @param {readonly Message[]} messages */
function jsonFiles(...messages) {
  const path = (/** @type {Message} */ { id, sessionID }) => `storage/message/${sessionID}/${id}.json`;
  return Object.fromEntries(messages.map((message) => [path(message), JSON.stringify(message, undefined, 2)]));
}

/** @param {ReturnType<typeof said>} message */
function withoutTotal(message) {
  return { ...message, tokens: { ...message.tokens, total: undefined } };
}

/**
 * Messages of opencode, in both of its stores (ryoppippi/ccusage, rust/crates/ccusage/src/adapter/opencode).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const OPENCODE = [
  {
    title: 'two answers in the database',
    why: 'Reasoning was generated beside the output; input excludes the cache.',
    files: async () => ({ 'opencode.db': await database([[SCHEMA], ...rows(asked, said(1), said(2))]) }),
    tokens: [200, 160, 400, 2000],
  },
  {
    title: 'an answer that is in the write-ahead log alone',
    why: 'It is committed; SQLite moves it into the database later.',
    async files() {
      const { main, log } = await withLog([[SCHEMA], ...rows(asked, said(1))], rows(said(2)));
      return { 'opencode.db': main, 'opencode.db-wal': log };
    },
    tokens: [200, 160, 400, 2000],
  },
  {
    title: 'two answers in JSON files',
    why: 'Older versions write one file per message, without a total.',
    files: jsonFiles(asked, withoutTotal(said(1)), withoutTotal(said(2))),
    tokens: [200, 160, 400, 2000],
  },
  {
    title: 'messages that are in the database and in JSON files',
    why: 'An update has moved them; the message id tells that they are the same.',
    files: async () => ({
      'opencode.db': await database([[SCHEMA], ...rows(asked, said(1), said(2))]),
      ...jsonFiles(asked, said(1), said(2)),
    }),
    tokens: [200, 160, 400, 2000],
  },
  {
    title: 'an answer that is being written, beside a whole one',
    why: 'It counts later, its neighbour now.',
    files: { ...jsonFiles(said(1)), 'storage/message/ses_1/msg_2.json': JSON.stringify(said(2)).slice(0, -20) },
    tokens: [100, 80, 200, 1000],
  },
];
