import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CASE_AGENTS } from './agents.mjs';
import { ask } from './measure.mjs';
import { amount, judge } from './verdict.mjs';

/** @typedef {import('./agents.mjs').CaseAgent} CaseAgent */

/**
 * What one agent left in one set of real transcripts.
 * @typedef {object} RealRow
 * @property {string} set
 * @property {CaseAgent} agent
 * @property {import('./home.mjs').Tokens} tokens by the independent recount
 * @property {readonly (import('./verdict.mjs').Verdict | undefined)[]} verdicts
 */

/** The folder of the real transcripts, or undefined where they are absent. */
function transcripts() {
  const folder = path.resolve(process.env['MOONLOCK_TEST_LOGS'] ?? '../shared/logs');
  return existsSync(path.join(folder, 'references')) ? folder : undefined;
}

/**
 * Lets every tool count the real transcripts.
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @returns {Promise<readonly RealRow[] | undefined>} undefined where there are none
 */
export async function measureSets(tools) {
  const folder = transcripts();
  if (!folder) return undefined;
  const suffix = '.refcount.json';
  const references = readdirSync(path.join(folder, 'references')).filter((file) => file.endsWith(suffix));
  const rows = [];
  for (const file of references.toSorted()) {
    const kept = JSON.parse(readFileSync(path.join(folder, 'references', file), 'utf8'));
    const set = file.slice(0, -suffix.length);
    for (const agent of CASE_AGENTS.filter(({ recount }) => recount && kept[recount])) {
      const tokens = recounted(kept[String(agent.recount)]);
      const config = path.join(folder, set, String(agent.recount));
      rows.push({ set, agent, tokens, verdicts: await count(tools, agent, config, tokens) });
    }
  }
  return rows;
}

/**
 * The four figures of a recount. Only Gemini's tells reasoning that is not in the output.
 * @param {{ rule: string, totals: { input: number, output: number, cacheCreation?: number, cacheRead: number, reasoning?: number } }} kept
 * @returns {import('./home.mjs').Tokens}
 */
export function recounted({ rule, totals }) {
  const { input, output, cacheCreation = 0, cacheRead, reasoning = 0 } = totals;
  return [input, output + (rule.includes('gemini') ? reasoning : 0), cacheCreation, cacheRead];
}

/**
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {CaseAgent} agent
 * @param {string} config the agent's configuration folder
 * @param {import('./home.mjs').Tokens} tokens
 */
async function count(tools, agent, config, tokens) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'moonlock-accuracy-'));
  try {
    symlinkSync(config, path.join(home, String(agent.recountFolder)), 'junction');
    return await ask(tools, agent, home, (tally) => judge({ tokens }, tally, withShare));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A figure with its deviation. @param {number} figure @param {number} right */
function withShare(figure, right) {
  if (right === 0) return amount(figure);
  const percent = ((figure - right) / right) * 100;
  const digits = Math.abs(percent) < 0.1 ? 3 : 1;
  return `${amount(figure)} (${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(digits)} %)`;
}
