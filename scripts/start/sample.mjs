// The bundled sample, for a machine on which no agent has ever run.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A large history takes a while to read, but whoever has one needs no sample. */
const STATUS_LIMIT_MS = 30_000;

/** Whether Moonlock finds no agent's folder at all. False when it cannot tell. */
export async function hasNoLogs() {
  const options = { cwd: root, timeout: STATUS_LIMIT_MS, maxBuffer: 64 << 20 };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/cli.js', 'status', '--json'], options);
    return JSON.parse(stdout).state === 'no-logs';
  } catch {
    return false;
  }
}

/**
 * Plays the sample into an agent home of its own, until stopped. Resolves when its history is written.
 *
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} `env` makes Moonlock look there
 */
export async function playSample() {
  const home = await mkdtemp(join(tmpdir(), 'moonlock-sample-'));
  const args = ['scripts/replay.mjs', '--sample', '--quiet', '--home', home];
  // A group of its own: Ctrl-C must not end it before VS Code, which would show that as a failure.
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exited;
    process.off('exit', kill);
    await rm(home, { recursive: true, force: true });
  };
  const kill = () => child.kill();
  process.once('exit', kill);
  const ended = exited.then(([code]) =>
    Promise.reject(new Error(`The sample could not be played (exit code ${code}).`)),
  );
  try {
    await Promise.race([firstMatch(child.stdout, /^Wrote the history/m), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  ended.catch(() => {}); // What was written stays, even if the play ends.
  return { env: { CLAUDE_CONFIG_DIR: join(home, '.claude'), CODEX_HOME: join(home, '.codex') }, stop };
}

/**
 * @param {import('node:stream').Readable} stream goes on being read afterwards, lest its writer block
 * @param {RegExp} pattern
 * @returns {Promise<void>}
 */
function firstMatch(stream, pattern) {
  let text = '';
  return new Promise((resolve) => {
    stream.on('data', (data) => {
      text = (text + data).slice(-10_000);
      if (pattern.test(text)) resolve();
    });
  });
}
