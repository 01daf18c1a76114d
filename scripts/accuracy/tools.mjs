import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGENTS } from '../../src/engine/agents/index.ts';
import { PEER_VERSIONS } from './peers.mjs';

/** @typedef {import('./agents.mjs').CaseAgent} CaseAgent */

/** What a tool says of one agent. @typedef {{ tokens: import('./home.mjs').Tokens, models: readonly string[] }} Tally */

/**
 * A tool that counts what agents left in a home folder.
 * @typedef {object} Tool
 * @property {string} name
 * @property {(agent: CaseAgent) => boolean} reads whether it knows the agent
 * @property {(home: string, agent: CaseAgent) => Promise<Tally>} count rejects if the tool fails
 */

/**
 * The three tools, Moonlock first.
 * @param {string} peers the folder in which the peers are installed
 * @returns {readonly [Tool, Tool, Tool]}
 */
export function makeTools(peers) {
  return [
    { name: 'Moonlock', reads: ({ id }) => AGENTS.some((agent) => agent.id === id), count: countByMoonlock },
    {
      name: `ccusage ${PEER_VERSIONS.ccusage}`,
      reads: ({ ccusage }) => ccusage !== undefined,
      count: (home, agent) => countByCcusage(path.join(peers, 'ccusage/src/cli.js'), home, agent),
    },
    {
      name: `tokscale ${PEER_VERSIONS['@tokscale/core']}`,
      reads: ({ tokscale }) => tokscale !== undefined,
      count: (home, agent) => countByTokscale(path.join(peers, '@tokscale/core'), home, agent),
    },
  ];
}

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** @param {string} home @param {CaseAgent} agent @returns {Promise<Tally>} */
async function countByMoonlock(home, agent) {
  const report = JSON.parse(await outputOf([CLI, 'report', '--json', '--timezone', 'UTC'], home));
  const { totals, byModel = {} } = report.agents[agent.id] ?? { totals: report.totals };
  return { tokens: withReasoning(totals, totals.total), models: Object.keys(byModel) };
}

/**
 * @param {string} cli ccusage's launcher
 * @param {string} home
 * @param {CaseAgent} agent
 * @returns {Promise<Tally>}
 */
async function countByCcusage(cli, home, agent) {
  const args = [cli, String(agent.ccusage), 'daily', '--json', '--offline', '--timezone', 'UTC'];
  const { daily, totals } = JSON.parse(await outputOf(args, home));
  const models = daily.flatMap((/** @type {any} */ day) => day.modelsUsed ?? Object.keys(day.models));
  const {
    inputTokens = 0,
    outputTokens = 0,
    cacheCreationTokens = 0,
    cacheReadTokens = 0,
    totalTokens = 0,
  } = totals ?? {};
  const four = {
    input: inputTokens,
    output: outputTokens,
    cacheCreation: cacheCreationTokens,
    cacheRead: cacheReadTokens,
  };
  return { tokens: withReasoning(four, totalTokens), models: [...new Set(models)] };
}

/**
 * tokscale's command line wants another runtime and looks up prices on the network. All it counts it has from its native
 * core, which is asked here.
 * @param {string} core
 * @param {string} home
 * @param {CaseAgent} agent
 * @returns {Promise<Tally>}
 */
async function countByTokscale(core, home, agent) {
  const script =
    'const [core, homeDir, source] = process.argv.slice(1);' +
    'const { messages } = require(core).parseLocalSources({ homeDir, sources: [source] });' +
    'console.log(JSON.stringify(messages));';
  const messages = JSON.parse(await outputOf(['-e', script, core, home, String(agent.tokscale)], home));
  const sum = (/** @type {string} */ name) =>
    messages.reduce((/** @type {number} */ total, /** @type {any} */ message) => total + message[name], 0);
  return {
    tokens: [sum('input'), sum('output') + sum('reasoning'), sum('cacheWrite'), sum('cacheRead')],
    models: [...new Set(messages.map((/** @type {any} */ message) => message.modelId))],
  };
}

/**
 * Tools that tell reasoning apart from output include it in their total: all of it was generated.
 * @param {{ input: number, output: number, cacheCreation: number, cacheRead: number }} four
 * @param {number} total
 * @returns {import('./home.mjs').Tokens}
 */
function withReasoning({ input, output, cacheCreation, cacheRead }, total) {
  const beside = total - (input + output + cacheCreation + cacheRead);
  return [input, output + beside, cacheCreation, cacheRead];
}

/**
 * Runs Node with nothing of this environment but PATH.
 * @param {readonly string[]} args
 * @param {string} home
 * @returns {Promise<string>} what was printed
 */
async function outputOf(args, home) {
  const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, TZ: 'UTC' };
  const child = spawn(process.execPath, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (data) => (out += data));
  child.stderr.setEncoding('utf8').on('data', (data) => (err += data));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`exit code ${code}: ${err.trim().slice(0, 500)}`);
  return out;
}
