import { repeatAnswers, writeAnswer } from './answer.mjs';
import { agentResult, noise, prompt, summary } from './surroundings.mjs';
import { Transcript } from './transcript.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./totals.mjs').Expected} Expected */

/** A file of the tree: its path below `projects`, and its bytes. @typedef {{ name: string, bytes: Buffer }} TreeFile */

/** @type {readonly (readonly [string, number])[]} */
const MODELS = [
  ['claude-opus-4-7', 40],
  ['claude-opus-4-6', 20],
  ['claude-sonnet-4-6', 25],
  ['claude-haiku-4-5-20251001', 15],
];
const VERSIONS = ['2.0.28', '2.0.76', '2.1.12', '2.1.29', '2.1.37', '2.1.62', '2.1.98', '2.1.114'];
const PROJECTS = ['tide-tables', 'lantern', 'harbour-api', 'moon-clock', 'sea-glass', 'lighthouse'];
const DAY_MS = 86_400_000;

/** Versions that copy the lines of a sub-agent into the parent's transcript. */
const MIRRORING = new Set(['2.1.12', '2.1.29', '2.1.37', '2.1.62']);

/**
 * @param {Random} random
 * @param {{ end: number, days: number, projects: number }} span sessions start within so many days before `end` (ms)
 * @returns {Transcript}
 */
export function startSession(random, { end, days, projects }) {
  const n = random.int(0, projects);
  const info = {
    id: random.uuid(),
    version: random.pick(VERSIONS),
    cwd: `/home/robin/work/${PROJECTS[n % PROJECTS.length]}-${n}`,
    branch: random.pick(['main', 'feature/tides', 'fix/dst']),
    model: random.weighted(MODELS),
    requestIds: random.chance(0.98),
  };
  return new Transcript(random, info, { time: end - random.int(DAY_MS / 4, days * DAY_MS) });
}

/**
 * Fills a session with turns until it has its size.
 * @param {Transcript} main
 * @param {Expected} expected
 * @param {number} size of the main transcript, in bytes
 * @returns {TreeFile[]} the files of its sub-agents
 */
export function fillSession(main, expected, size) {
  const { random, info } = main;
  /** @type {TreeFile[]} */
  const files = [];
  /** @type {import('./answer.mjs').Answer[]} */
  const first = [];
  if (random.chance(0.1)) summary(main);
  while (main.bytes < size) {
    prompt(main);
    for (let left = 1 + random.exponential(4); left > 0 && main.bytes < size; left--) {
      const answer = writeAnswer(main, expected);
      if (first.length < 3) first.push(answer);
      if (random.chance(0.7)) noise(main, expected);
    }
    if (random.chance(0.05) && info.requestIds) files.push(subAgent(main, expected));
    if (random.chance(0.15)) main.wait(60_000, 4_000_000);
  }
  if (random.chance(0.03)) files.push(aside(main, expected, first));
  return files;
}

/** @param {Transcript} main @param {Expected} expected @returns {TreeFile} */
function subAgent(main, expected) {
  const { random, info } = main;
  const model = random.chance(0.5) ? 'claude-haiku-4-5-20251001' : info.model;
  const agent = new Transcript(random, { ...info, model }, { time: main.time, agent: random.hex(17) });
  const mirror = MIRRORING.has(info.version) ? main : undefined;
  prompt(agent);
  for (let left = random.int(2, 14); left > 0; left--) writeAnswer(agent, expected, { mirror });
  main.time = Math.max(main.time, agent.time);
  agentResult(main, agent.agent ?? '');
  expected.case(mirror ? 'sub-agents with a mirror' : 'sub-agents');
  return fileOf(agent);
}

/**
 * A question beside the work: a side chain that begins with the answers given so far.
 * @param {Transcript} main
 * @param {Expected} expected
 * @param {readonly import('./answer.mjs').Answer[]} answers
 * @returns {TreeFile}
 */
function aside(main, expected, answers) {
  const { random, info } = main;
  const agent = new Transcript(random, info, { time: main.time, agent: `aside_question-${random.hex(16)}` });
  repeatAnswers(agent, answers);
  agent.wait(1_000, 2_000);
  writeAnswer(agent, expected);
  expected.case('asides that repeat answers');
  return fileOf(agent);
}

/** @param {Transcript} agent @returns {TreeFile} */
function fileOf(agent) {
  const layout = agent.info.version.startsWith('2.0.') ? '' : `${agent.info.id}/subagents/`;
  const name = `${folderOf(agent)}/${layout}agent-${agent.agent}.jsonl`;
  return { name, bytes: agent.toBuffer({ ended: true }) };
}

/** The folder of a session's project. @param {Transcript} transcript */
export function folderOf({ info }) {
  return info.cwd.replace(/[^A-Za-z0-9]/g, '-');
}
