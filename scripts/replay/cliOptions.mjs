import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSpeed } from './timeMap.mjs';

export const USAGE = `usage: node scripts/replay.mjs [SOURCE...] [--home DIR] [options]

Plays Claude Code transcripts (files or folders) into an agent home, as the agent would write them.

  --home DIR      where .claude/projects is made; a new temporary folder when left out
  --sample        plays the bundled sample, marks the home as sample data, and loops
  --speed N|max   how many times faster than real time (1)
  --starts-now    now lies before the first line: all is played (the default)
  --ends-now      now lies behind the last line: all is written at once
  --at ISO        now lies at this instant of the transcripts
  --stream        answers on one line are split into several with growing output
  --torn          each played line is written in two writes
  --fresh-ids     renames all ids, so that a second replay is not taken for a copy
  --loop          starts anew with fresh ids when it is done
  --once          does not loop, also with --sample
  --seed TEXT     makes fresh ids and torn writes repeatable
  --quiet         does not list each line`;

const OPTIONS = /** @type {const} */ ({
  home: { type: 'string' },
  sample: { type: 'boolean' },
  speed: { type: 'string', default: '1' },
  'starts-now': { type: 'boolean' },
  'ends-now': { type: 'boolean' },
  at: { type: 'string' },
  stream: { type: 'boolean' },
  torn: { type: 'boolean' },
  'fresh-ids': { type: 'boolean' },
  loop: { type: 'boolean' },
  once: { type: 'boolean' },
  seed: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

/** The folder of the bundled sample. */
const SAMPLE = new URL('../sample/', import.meta.url);

/**
 * Reads the command line.
 * @param {readonly string[]} args
 * @returns {Promise<{ help: true } | { help: false, quiet: boolean, home: string | undefined,
 *   options: Omit<import('./createReplay.mjs').ReplayOptions, 'home'> }>}
 * @throws {Error} with a sentence for the person where an argument is wrong
 */
export async function readOptions(args) {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) return { help: true };
  const sample = values.sample ? await readSample() : undefined;
  const sources = sample ? [...positionals, sample.transcripts] : positionals;
  if (sources.length === 0) throw new Error('Name a transcript or a folder of transcripts, or use --sample.');
  const { once = false, loop = sample !== undefined } = values;
  return {
    help: false,
    quiet: values.quiet ?? false,
    home: values.home,
    options: {
      sources,
      anchor: anchorOf(values) ?? sample?.now ?? 'starts',
      speed: parseSpeed(values.speed),
      stream: values.stream ?? false,
      torn: values.torn ?? false,
      freshIds: values['fresh-ids'] ?? false,
      loop: loop && !once,
      ...(sample && { sampleLabel: sample.label }),
      ...(values.seed !== undefined && { seed: values.seed }),
    },
  };
}

/** @param {{ 'starts-now'?: boolean | undefined, 'ends-now'?: boolean | undefined, at?: string | undefined }} values */
function anchorOf({ 'starts-now': starts, 'ends-now': ends, at }) {
  const given = [starts, ends, at].filter((one) => one !== undefined);
  if (given.length > 1) throw new Error('Use one of --starts-now, --ends-now and --at.');
  if (at === undefined) return starts ? 'starts' : ends ? 'ends' : undefined;
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new Error(`"${at}" is no instant like 2026-01-31T12:00:00Z.`);
  return ms;
}

/**
 * The bundled sample: its transcripts, the instant in them that is meant to be now, and its name.
 * @returns {Promise<{ transcripts: string, now: number, label: string }>}
 */
export async function readSample() {
  const { now, label } = JSON.parse(await readFile(new URL('sample.json', SAMPLE), 'utf8'));
  return { transcripts: fileURLToPath(new URL('transcripts', SAMPLE)), now: Date.parse(now), label };
}
