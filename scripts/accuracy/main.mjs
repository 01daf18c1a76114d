import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CASE_AGENTS } from './agents.mjs';
import { CASES } from './cases/index.mjs';
import { dateOf, makeDocument } from './document.mjs';
import { isMoonlockWrong, measure } from './measure.mjs';
import { ensurePeers } from './peers.mjs';
import { measureSets } from './realSets.mjs';
import { makeTools } from './tools.mjs';
import { zstd } from './zstd.mjs';

const FILE = 'docs/accuracy.md';

/** @returns {Promise<number>} the exit code */
async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const tools = makeTools(await ensurePeers());
  await probe(tools);
  if (!zstd('')) console.error('Neither Node nor this machine has zstd: the cases that need it are left out.');
  const sections = [];
  for (const agent of CASE_AGENTS) {
    const rows = await measure(agent, CASES[agent.id] ?? [], tools);
    console.log(`${agent.name}: ${rows.length} cases`);
    sections.push({ name: agent.name, rows });
  }
  const sets = await measureSets(tools);
  if (!sets) console.error('The real transcripts are absent: their part of the document is left as it is.');
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const today = new Date().toISOString().slice(0, 10);
  const date = values.check ? (dateOf(old) ?? today) : today;
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const text = makeDocument({ date, version, tools: tools.map(({ name }) => name), sections, sets }, old);
  if (!values.check) writeFileSync(FILE, text);
  const stale = values.check && text !== old;
  if (stale) console.error(`${FILE} is not what the tools say today: run \`npm run accuracy\`.`);
  return complain(sections, sets) || stale ? 1 : 0;
}

/**
 * A tool that cannot run here at all must not pass for one that is wrong.
 * @param {readonly import('./tools.mjs').Tool[]} tools
 */
async function probe(tools) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'moonlock-accuracy-'));
  try {
    for (const { count } of tools) await count(home, /** @type {(typeof CASE_AGENTS)[number]} */ (CASE_AGENTS[0]));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * Tells where Moonlock is wrong.
 * @param {readonly import('./document.mjs').Section[]} sections
 * @param {readonly import('./realSets.mjs').RealRow[] | undefined} sets
 * @returns {boolean} whether it is anywhere
 */
function complain(sections, sets = []) {
  const cases = sections.flatMap(({ name, rows }) =>
    rows.filter(isMoonlockWrong).map(({ one, verdicts }) => `${name}, ${one.title}: ${verdicts[0]?.text}`),
  );
  const real = sets
    .filter(({ verdicts: [moonlock] }) => moonlock && !moonlock.right)
    .map(({ set, agent, verdicts }) => `${agent.name} in ${set}: ${verdicts[0]?.text}`);
  for (const line of [...cases, ...real]) console.error(`Moonlock is wrong. ${line}`);
  return cases.length + real.length > 0;
}

process.exitCode = await main();
