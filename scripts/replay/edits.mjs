import { findSpans } from './jsonSpans.mjs';
import { freshId } from './ids.mjs';

/** Where an envelope holds instants. `toolUseResult` and `message.content` are texts of the conversation: never touched. */
const TIMES = new Set([
  'timestamp',
  'snapshot.timestamp',
  'data.message.timestamp',
  'data.normalizedMessages[].timestamp',
]);
const BACKUP_TIME = /^snapshot\.trackedFileBackups\..*\.backupTime$/;

/** Where an envelope holds ids. `toolUseResult.agentId` names the file of the sub-agent that answered. */
const IDS = new Set(
  ['uuid', 'parentUuid', 'logicalParentUuid', 'leafUuid', 'sessionId', 'session_id', 'messageId', 'requestId']
    .concat(['promptId', 'agentId', 'sourceToolAssistantUUID', 'message.id', 'snapshot.messageId'])
    .concat(['data.agentId', 'data.message.uuid', 'data.message.requestId', 'data.message.message.id'])
    .concat(['data.normalizedMessages[].uuid', 'data.normalizedMessages[].requestId'])
    .concat(['data.normalizedMessages[].message.id', 'toolUseResult.agentId']),
);

/** Parts of an answer that {@link rewriteLine} may have to replace. */
const ANSWER = new Set(['message.content', 'message.stop_reason', 'message.usage.output_tokens']);

const INSTANT = /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)"$/;

/** @param {string} path */
const isTime = (path) => TIMES.has(path) || BACKUP_TIME.test(path);

/** @param {string} path */
const isEdited = (path) => isTime(path) || IDS.has(path) || ANSWER.has(path);

/**
 * The instant that a JSON string holds.
 * @param {string} json a JSON value, quotes included
 * @returns {number | undefined} milliseconds since the epoch; undefined where it is no ISO 8601 timestamp
 */
export function instantOf(json) {
  if (!INSTANT.test(json)) return undefined;
  const ms = Date.parse(json.slice(1, -1));
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * What to change in a line.
 * @typedef {object} Rewrite
 * @property {(ms: number) => number} toWall from the transcript's time to the clock's, both in ms since the epoch
 * @property {string | undefined} salt renames every id when given
 * @property {import('./streamed.mjs').Part | undefined} part makes the line one of several that stream one answer
 */

/**
 * Shifts the times of a line's envelope, and renames its ids and makes it a part of an answer where asked to. Nothing
 * else changes, byte for byte.
 * @param {string} text one line, decoded as latin1 so that positions are bytes
 * @param {Rewrite} rewrite
 * @returns {string} the line as it was where it is not a JSON object
 */
export function rewriteLine(text, { toWall, salt, part }) {
  const spans = findSpans(text, isEdited);
  if (spans === undefined) return text;
  const uuid = spans.find(({ path }) => path === 'uuid');
  const uuidJson = uuid && text.slice(uuid.start, uuid.end);
  let out = '';
  let done = 0;
  for (const { path, start, end } of spans) {
    // A wanted value inside another one has been dealt with.
    if (start < done) continue;
    const old = part?.edit(path, text.slice(start, end), uuidJson) ?? text.slice(start, end);
    out += text.slice(done, start) + edited(path, old, { toWall, salt, part });
    done = end;
  }
  return out + text.slice(done);
}

/** @param {string} path @param {string} json @param {Rewrite} rewrite */
function edited(path, json, { toWall, salt, part }) {
  if (isTime(path)) {
    const ms = path === 'timestamp' && part ? part.time : instantOf(json);
    return ms === undefined ? json : `"${new Date(toWall(ms)).toISOString()}"`;
  }
  if (salt !== undefined && IDS.has(path) && json.length > 2 && json[0] === '"')
    return `"${freshId(json.slice(1, -1), salt)}"`;
  return json;
}
