// Builds Moonlock and opens it in a real VS Code, from a fresh clone on:
//   npm start
// Everything that VS Code writes stays in one folder; your own VS Code is not touched.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureVscode } from '../test/vscode/host/install.mjs';
import { startVscode } from '../test/vscode/host/server.mjs';
import { ensureDependencies } from './bootstrap.mjs';
import { openInBrowser } from './start/openInBrowser.mjs';
import { USAGE, readOptions } from './start/options.mjs';
import { freePort } from './start/port.mjs';
import { hasNoLogs, playSample } from './start/sample.mjs';
import { randomSecret, serveSignIn } from './start/signIn.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Kept from one start to the next, as VS Code keeps a window's state in the browser under its address. */
const USUAL_PORT = 27_170;

/** Long enough for a laptop that slept over lunch. */
const GRACE_SECONDS = 3 * 60 * 60;

/** @param {import('./start/options.mjs').Options} options */
async function start(options) {
  await ensureDependencies();
  await build();
  await ensureVscode({ log: console.log });
  const stopping = stopSignal();
  const sample = await sampleFor(options);
  try {
    if (stopping.aborted) return;
    const password = randomSecret();
    const server = await startVscode({
      password,
      ...(sample ? {} : { root: dataFolder() }), // A sample must not get into the ledger of the real logs.
      ownHome: true,
      builtins: 'most',
      extension: root,
      endWhenIdle: false,
      graceSeconds: GRACE_SECONDS,
      port: options.port ?? (await freePort(USUAL_PORT)),
      env: sample?.env ?? {},
    });
    try {
      await serve(server, password, options, stopping);
    } finally {
      await server.stop();
    }
  } finally {
    await sample?.stop();
  }
}

/**
 * Shows the address, and stays until Ctrl-C or until VS Code ends by itself.
 *
 * @param {import('../test/vscode/host/server.mjs').Vscode} server
 * @param {string} password
 * @param {import('./start/options.mjs').Options} options
 * @param {AbortSignal} stopping
 */
async function serve(server, password, options, stopping) {
  const window = server.url({ folder: options.folder });
  const signIn = await serveSignIn({ window, password });
  console.log(`
VS Code with Moonlock is at

  ${signIn.url}

or, with the password ${password}, at ${window}
Its data is in ${server.root}. Ctrl-C ends it.`);
  if (options.open) openInBrowser(signIn.url);
  const stopped = stopping.aborted ? Promise.resolve() : once(stopping, 'abort');
  try {
    await Promise.race([server.exited.then(() => fail(`VS Code ended:\n${server.log()}`, stopping)), stopped]);
  } finally {
    signIn.close();
  }
}

/**
 * @param {string} message
 * @param {AbortSignal} stopping
 */
function fail(message, stopping) {
  if (!stopping.aborted) throw new Error(message);
}

/** @param {import('./start/options.mjs').Options} options */
async function sampleFor(options) {
  if (!options.sample) {
    if (!(await hasNoLogs())) return undefined;
    console.log('There are no logs of an AI coding agent on this machine.');
  }
  console.log(
    'Moonlock shows SAMPLE DATA: a bundled session, played again as if it happened now. None of it is yours.',
  );
  return playSample();
}

async function build() {
  const child = spawn(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The build failed.');
}

function dataFolder() {
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'moonlock-vscode');
}

/** Aborted by Ctrl-C, by a closed terminal, and by whoever ends this process. */
function stopSignal() {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stop.abort());
  return stop.signal;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await start(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
