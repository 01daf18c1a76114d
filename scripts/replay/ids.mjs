import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const AGENT_FILE = /^agent-(.+)\.jsonl$/;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789';

/**
 * Another id of the same shape: a UUID stays one, `msg_01...` keeps its prefix. The same id and salt give the same result
 * in every file, so no table of renamed ids is needed; results of different ids do not meet (60 bits or more).
 * @param {string} id
 * @param {string} salt
 */
export function freshId(id, salt) {
  const hex = createHash('sha256').update(`${salt}\0${id}`).digest('hex');
  if (UUID.test(id)) {
    // The digits of version and variant stay as they are.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${id[14]}${hex.slice(13, 16)}-${id[19]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
  const prefix = /^.*[_-]/.exec(id)?.[0] ?? '';
  const tail = id.slice(prefix.length);
  const length = Math.max(tail.length, 16);
  if (/^[0-9a-f]*$/.test(tail)) return prefix + hex.slice(0, Math.min(length, hex.length));
  return prefix + letters(hex, Math.min(length, 30));
}

/** @param {string} hex @param {number} length at most half of the digits */
function letters(hex, length) {
  const bytes = Buffer.from(hex, 'hex');
  return Array.from({ length }, (_, i) => LETTERS[(bytes[i] ?? 0) % LETTERS.length]).join('');
}

/**
 * The name of a folder or file, renamed as {@link freshId} renames the session or sub-agent that it is named after.
 * @param {string} name
 * @param {string} salt
 */
export function freshName(name, salt) {
  const agent = AGENT_FILE.exec(name);
  if (agent?.[1] !== undefined) return `agent-${freshId(agent[1], salt)}.jsonl`;
  const stem = name.endsWith('.jsonl') ? name.slice(0, -6) : name;
  if (UUID.test(stem)) return freshId(stem, salt) + name.slice(stem.length);
  // A transcript with a name of its own would otherwise be appended to.
  return stem === name ? name : `${freshId(`${stem}-0`, salt)}.jsonl`;
}
