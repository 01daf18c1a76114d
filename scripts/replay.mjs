// Plays Claude Code transcripts into an agent home of its own; see `--help`. The parts lie in replay/.
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readOptions, USAGE } from './replay/cliOptions.mjs';
import { createReplay } from './replay/createReplay.mjs';

/** Runs the command line. @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function main(args) {
  const given = await readOptions(args);
  if (given.help) {
    console.log(USAGE);
    return 0;
  }
  const home = given.home ?? (await mkdtemp(path.join(os.tmpdir(), 'moonlock-replay-')));
  const replay = await createReplay({ ...given.options, home });
  console.log(`Home: ${replay.home}`);
  console.log(`${replay.historyLines} lines lie before now, ${replay.liveLines} behind it, in ${replay.files} files.`);
  const { lines, bytes, aborted } = await replay.run({
    signal: stopSignal(),
    onHistory: (history) => {
      console.log(`Wrote the history: ${history.lines} lines, ${history.bytes} bytes, ${history.files} files.`);
      if (replay.liveLines > 0)
        console.log(
          `Playing until ${new Date(replay.endsAt).toISOString()}${given.options.loop ? ', then again' : ''}.`,
        );
    },
    ...(!given.quiet && { onStep: printStep }),
  });
  console.log(`${aborted ? 'Stopped' : 'Done'}: ${lines} lines, ${bytes} bytes.`);
  return 0;
}

/** @param {import('./replay/replay.mjs').Step} step */
function printStep({ at, parts, bytes, endsLine }) {
  console.log(`${new Date(at).toISOString()} ${parts.join('/')} +${bytes.length}${endsLine ? '' : ' (torn)'}`);
}

/** Aborts at the first Ctrl-C, or when nobody reads the output any more; a second Ctrl-C ends the process as usual. */
function stopSignal() {
  const stop = new AbortController();
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => stop.abort());
  process.stdout.on('error', () => stop.abort());
  return stop.signal;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
