// Makes large trees of Claude Code transcripts whose totals are known:
//   node test/bench/make-tree.mjs --size 100MB --out DIR [--seed 1]
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from './tree/random.mjs';
import { fillSession, folderOf, startSession } from './tree/session.mjs';
import { summary } from './tree/surroundings.mjs';
import { Expected } from './tree/totals.mjs';

const END = Date.UTC(2026, 10, 20);
const DAYS = 60;
/** Half of the sessions are smaller than this; a few are a hundred times as large. */
const MEDIAN_BYTES = 150_000;
const LARGEST_BYTES = 40_000_000;
const KEPT_FOR_COPIES = 40;

/**
 * @typedef {{ totals: import('./tree/totals.mjs').Totals, byModel: Record<string, import('./tree/totals.mjs').Totals>,
 *   byDay: Record<string, import('./tree/totals.mjs').Totals>, cases: Record<string, number>, bytes: number, files: number }} TreeSummary
 */

/**
 * Writes `out/projects/**.jsonl` (`out` is what CLAUDE_CONFIG_DIR would name) and beside it `out.expected.json`, which
 * holds what is returned. The same arguments give the same bytes.
 * @param {{ bytes: number, out: string, seed?: number | string }} options `bytes` is the size to reach
 * @returns {TreeSummary} what a ledger must find: days are UTC days, synthetic lines are no requests
 * @throws {Error} where `out` exists and is not empty
 */
export function makeTree({ bytes, out, seed = 1 }) {
  const random = new Random(`${seed} ${bytes}`);
  const expected = new Expected();
  const tree = new Tree(path.resolve(out));
  const span = { end: END, days: DAYS, projects: Math.max(3, Math.min(100, Math.round(Math.sqrt(bytes) / 1_000))) };
  /** @type {import('./tree/transcript.mjs').Transcript[]} */
  const earlier = [];
  while (tree.bytes < bytes) {
    const session = startSession(random, span);
    const name = `${folderOf(session)}/${session.info.id}.jsonl`;
    if (random.chance(0.06)) {
      tree.write(name, idleFile(session, expected));
      continue;
    }
    if (earlier.length > 0 && random.chance(0.04)) resume(session, random.pick(earlier), expected);
    const size = session.bytes + Math.min(sizeOf(random), bytes / 4);
    for (const file of fillSession(session, expected, size)) tree.write(file.name, file.bytes);
    tree.write(name, lastBytes(session, expected));
    if (session.info.requestIds && session.bytes < 1_000_000 && earlier.length < KEPT_FOR_COPIES) earlier.push(session);
  }
  const summaryOfTree = { ...expected.toJSON(), bytes: tree.bytes, files: tree.files };
  writeFileSync(`${path.resolve(out)}.expected.json`, `${JSON.stringify(summaryOfTree, null, 2)}\n`);
  return summaryOfTree;
}

/** Writes files below `projects` and adds up their bytes. */
class Tree {
  #folders = new Set();
  bytes = 0;
  files = 0;

  /** @param {string} out */
  constructor(out) {
    mkdirSync(out, { recursive: true });
    if (readdirSync(out).length > 0) throw new Error(`${out} is not empty.`);
    this.root = path.join(out, 'projects');
  }

  /** @param {string} name @param {Buffer} bytes */
  write(name, bytes) {
    const file = path.join(this.root, name);
    const folder = path.dirname(file);
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true });
    this.#folders.add(folder);
    writeFileSync(file, bytes);
    this.bytes += bytes.length;
    this.files++;
  }
}

/** Log-normal, with many small and few large ones. @param {Random} random */
function sizeOf(random) {
  const normal = Math.sqrt(2 * random.exponential(1)) * Math.cos(2 * Math.PI * random.unit());
  return Math.min(LARGEST_BYTES, MEDIAN_BYTES * Math.exp(1.5 * normal));
}

/** A session in which nothing was asked. @param {import('./tree/transcript.mjs').Transcript} session @param {Expected} expected */
function idleFile(session, expected) {
  const empty = session.random.chance(0.5);
  if (!empty) summary(session);
  expected.case(empty ? 'files without a byte' : 'files with a summary only');
  return session.toBuffer({ ended: true });
}

/**
 * Begins a session with a copy of another one's first lines, as resuming it does.
 * @param {import('./tree/transcript.mjs').Transcript} session
 * @param {import('./tree/transcript.mjs').Transcript} source
 * @param {Expected} expected
 */
function resume(session, source, expected) {
  session.copyFrom(source, session.random.int(1, Math.min(source.lines, 60) + 1));
  expected.case('resumed sessions');
}

/** How a file ends: mostly in order. @param {import('./tree/transcript.mjs').Transcript} session @param {Expected} expected */
function lastBytes(session, expected) {
  const { random } = session;
  if (random.chance(0.02)) {
    expected.case('truncated last lines');
    const cut =
      '{"type":"assistant","message":{"id":"msg_cut","model":"claude-opus-4-7","usage":{"input_tokens":99999,"output_tok';
    return Buffer.concat([session.toBuffer({ ended: true }), Buffer.from(cut)]);
  }
  const ended = random.chance(0.9);
  if (!ended) expected.case('files without a last line feed');
  return session.toBuffer({ ended });
}

/** Bytes of a size such as `100MB`. @param {string} text @throws {RangeError} */
export function parseSize(text) {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([KMG]?B)?$/i.exec(text) ?? [];
  if (digits === undefined) throw new RangeError(`"${text}" is no size like 100MB.`);
  return Math.round(Number(digits) * ({ KB: 1e3, MB: 1e6, GB: 1e9 }[unit.toUpperCase()] ?? 1));
}

/** @param {string[]} args */
function main(args) {
  const { values } = parseArgs({
    args,
    options: { size: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  if (!values.size || !values.out)
    throw new Error('usage: node test/bench/make-tree.mjs --size 100MB --out DIR [--seed 1]');
  const started = performance.now();
  const made = makeTree({ bytes: parseSize(values.size), out: values.out, seed: values.seed });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${made.files} files, ${made.bytes} bytes in ${seconds.toFixed(2)} s (${(made.bytes / 1e6 / seconds).toFixed(0)} MB/s)`,
  );
  console.log(JSON.stringify({ totals: made.totals, cases: made.cases }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
