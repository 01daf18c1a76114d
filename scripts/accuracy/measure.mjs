import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '../../src/engine/errors.ts';
import { layOut } from './home.mjs';
import { judge } from './verdict.mjs';

/** @typedef {import('./agents.mjs').CaseAgent} CaseAgent */
/** @typedef {import('./home.mjs').AccuracyCase} AccuracyCase */
/** @typedef {import('./verdict.mjs').Verdict} Verdict */

/** A case and what each tool says, undefined for one that does not read the agent. @typedef {{ one: AccuracyCase, verdicts: readonly (Verdict | undefined)[] }} Row */

/**
 * Lays each case out and lets every tool count it.
 * @param {CaseAgent} agent
 * @param {readonly AccuracyCase[]} cases
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @returns {Promise<readonly Row[]>} in the order of the cases
 */
export async function measure(agent, cases, tools) {
  const rows = [];
  for (const one of cases) {
    const home = mkdtempSync(path.join(os.tmpdir(), 'moonlock-accuracy-'));
    try {
      await layOut(home, agent, one);
      rows.push({ one, verdicts: await ask(tools, agent, home, (tally) => judge(one, tally)) });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
  return rows;
}

/**
 * Asks every tool that reads the agent; one that fails is wrong.
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {CaseAgent} agent
 * @param {string} home
 * @param {(tally: import('./tools.mjs').Tally) => Verdict} verdictOn
 * @returns {Promise<readonly (Verdict | undefined)[]>}
 */
export function ask(tools, agent, home, verdictOn) {
  return Promise.all(
    tools.map(async (tool) => {
      if (!tool.reads(agent)) return undefined;
      try {
        return verdictOn(await tool.count(home, agent));
      } catch (error) {
        console.error(`${tool.name} failed: ${messageOf(error)}`);
        return { right: false, text: 'fails' };
      }
    }),
  );
}

/**
 * Whether Moonlock, the first of the tools, is wrong: an agent that it does not read is not, nor what this Node cannot read.
 * @param {Row} row
 */
export function isMoonlockWrong({ one, verdicts: [moonlock] }) {
  return moonlock !== undefined && !moonlock.right && !(one.unreadable && moonlock.text === 'nothing');
}
