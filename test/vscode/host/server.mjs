// Starts VS Code (code-server) on loopback and stops it again.
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { vscodeEnvironment } from './environment.mjs';
import { ensureVscode } from './install.mjs';
import { descendants, endTree, signal } from './processes.mjs';
import { freshRoot, linkExtension, placesIn, prepareRoot, removeRoot } from './root.mjs';
import { windowUrl } from './url.mjs';

const START_LIMIT_MS = 60_000;

/**
 * @typedef {object} VscodeOptions
 * @property {string} [root] a lasting folder for all that VS Code writes; by default a fresh one that `stop` deletes
 * @property {(root: string) => void | Promise<void>} [prepare] fills the root folder, which is HOME, before the start
 * @property {boolean} [ownHome] true for a person's own use: HOME and where agents keep their logs stay as they are.
 *   By default HOME is the root folder and nothing else is known of any agent.
 * @property {Record<string, string | undefined>} [env] more environment, which reaches every extension; undefined removes
 * @property {string} [extension] folder of an extension to link, which behaves as if installed
 * @property {string} [vsix] packaged extension to install
 * @property {Record<string, unknown>} [settings] user settings beside the quiet ones, for a root that has none yet
 * @property {import('./root.mjs').Builtins} [builtins] which built-in extensions: `few` by default
 * @property {number} [port] 0, the default, takes any free one
 * @property {string} [password] to ask for; by default nothing is asked, so use one for anything longer than a test
 * @property {boolean} [driver] lets `url` carry a development extension and a test suite. VS Code then shows no
 *   notification toasts.
 * @property {number} [graceSeconds] how long an extension host waits for a window that vanished without a goodbye
 * @property {boolean} [endWhenIdle] ends by itself two minutes after its last window, should nobody call `stop`; true by default
 * @property {(line: string) => void} [log] gets the progress of an installation
 */

/**
 * @typedef {object} Vscode
 * @property {string} root
 * @property {number} port
 * @property {number} pid
 * @property {(window?: import('./url.mjs').WindowOptions) => string} url the address of a window
 * @property {() => number[]} extensionHosts process ids of the live extension hosts
 * @property {() => string} log what the server wrote so far
 * @property {Promise<void>} exited resolves when the server ended, for whatever reason
 * @property {() => Promise<void>} stop ends every process and deletes a fresh root folder
 */

/**
 * Starts VS Code, installing it first if need be. Resolves when it listens.
 *
 * @param {VscodeOptions} [options]
 * @returns {Promise<Vscode>}
 */
export async function startVscode(options = {}) {
  const installation = await ensureVscode(options.log ? { log: options.log } : {});
  const { extension, vsix, settings = {}, builtins = 'few', ownHome = false } = options;
  if (options.root) mkdirSync(options.root, { recursive: true });
  const root = options.root ?? freshRoot();
  const discard = () => (options.root ? Promise.resolve() : removeRoot(root));
  try {
    await options.prepare?.(root);
    prepareRoot(root, { builtinsFrom: installation.builtins, builtins, settings });
    const env = vscodeEnvironment(root, ownHome ? undefined : root, { ...options.env, PASSWORD: options.password });
    if (extension) linkExtension(root, extension);
    if (vsix) await installVsix(installation, root, env, vsix);
    const server = launch(installation, root, env, options);
    return await listening(server, root, discard);
  } catch (error) {
    await discard();
    throw error;
  }
}

/**
 * @param {import('./install.mjs').Installation} installation
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} vsix
 */
async function installVsix({ node, entry }, root, env, vsix) {
  await promisify(execFile)(node, [entry, ...folderArgs(root), '--install-extension', vsix, '--force'], { env });
}

/**
 * @param {import('./install.mjs').Installation} installation
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {VscodeOptions} options
 */
function launch({ node, entry }, root, env, options) {
  const output = openSync(placesIn(root).log, 'w');
  // Its own process group, so that stop can reach even those whose parent died.
  const child = spawn(node, [entry, ...folderArgs(root), ...serverArgs(root, options)], {
    cwd: root,
    env,
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  return child;
}

/** @param {string} root */
function folderArgs(root) {
  const { config, data, extensions } = placesIn(root);
  return ['--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
}

/**
 * @param {string} root
 * @param {VscodeOptions} options
 */
function serverArgs(root, { port = 0, driver = false, password, graceSeconds = 1, endWhenIdle = true }) {
  return [
    `--auth=${password ? 'password' : 'none'}`,
    `--bind-addr=127.0.0.1:${port}`,
    '--disable-proxy',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    `--reconnection-grace-time=${graceSeconds}`,
    `--vscode-option=builtin-extensions-dir=${placesIn(root).builtins}`,
    ...(driver ? ['--vscode-option=enable-smoke-test-driver'] : []),
    ...(endWhenIdle ? ['--idle-timeout-seconds=120'] : []),
  ];
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} root
 * @param {() => Promise<void>} discard
 * @returns {Promise<Vscode>}
 */
async function listening(child, root, discard) {
  const exited = /** @type {Promise<void>} */ (new Promise((resolve) => child.once('close', () => resolve())));
  const pid = await /** @type {Promise<number>} */ (
    new Promise((resolve, reject) => child.once('spawn', () => resolve(Number(child.pid))).once('error', reject))
  );
  const killGroup = () => signal(-pid, 'SIGKILL');
  process.prependListener('exit', killGroup); // Should this process end without stopping it.
  const end = async () => {
    await endTree(pid, exited);
    process.off('exit', killGroup);
    await discard();
  };
  /** @type {Promise<void> | undefined} */
  let ending;
  const stop = () => (ending ??= end());
  const log = () => readFileSync(placesIn(root).log, 'utf8');
  try {
    const port = await portFrom(log, () => child.exitCode !== null || child.signalCode !== null);
    const extensionHosts = () =>
      descendants(pid).flatMap((one) => (one.command.includes('--type=extensionHost') ? [one.pid] : []));
    return { root, port, pid, url: (window) => windowUrl(port, window), extensionHosts, log, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {() => string} log
 * @param {() => boolean} ended
 */
async function portFrom(log, ended) {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await sleep(25)) {
    const over = ended();
    const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log())?.[1];
    if (port) return Number(port);
    if (over) throw new Error(`VS Code did not start:\n${log()}`);
  }
  throw new Error(`VS Code did not listen within ${START_LIMIT_MS / 1000} s:\n${log()}`);
}
