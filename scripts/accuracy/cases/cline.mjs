import { instant } from '../lines/time.mjs';

/** A request, whose text is JSON of its own. @param {number} n @param {object} spent */
function request(n, spent) {
  const text = JSON.stringify({ request: 'Go on.', ...spent });
  return { ts: instant(n), type: 'say', say: 'api_req_started', text };
}

const SPENT = { tokensIn: 10, tokensOut: 100, cacheWrites: 300, cacheReads: 4000, cost: 0.01 };
const FILE = `${instant(0)}/ui_messages.json`;

/**
 * Tasks of Cline (cline/cline, src/shared/getApiMetrics.ts).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const CLINE = [
  {
    title: 'two requests',
    why: 'Each tells its own figures.',
    files: { [FILE]: JSON.stringify([request(1, SPENT), request(2, SPENT)]) },
    tokens: [20, 200, 600, 8000],
  },
  {
    title: 'a request that is under way',
    why: 'It has no figures yet.',
    files: { [FILE]: JSON.stringify([request(1, SPENT), request(2, {})]) },
    tokens: [10, 100, 300, 4000],
  },
];
