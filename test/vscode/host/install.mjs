// Installs VS Code (npm package code-server) and the Node it needs beside this file, on first use. About 800 MB, which
// is why it is not among the project's own dependencies.
//   node test/vscode/host/install.mjs
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isAlive, withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { assertSupported, nodeBinary } from './platform.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const nodeModules = join(here, 'node_modules');
const STAMP = '.moonlock-installed';

/** Below node_modules. */
const VSCODE = join('code-server', 'lib', 'vscode');
const NATIVE = join(VSCODE, 'node_modules', '@vscode');

/** The file to replace, below node_modules, by the name of its stand-in in stand-ins/. */
const STAND_INS = /** @type {Record<string, string>} */ ({
  spdlog: join(NATIVE, 'spdlog', 'index.js'),
  'native-watchdog': join(NATIVE, 'native-watchdog', 'index.js'),
  deviceid: join(NATIVE, 'deviceid', 'dist', 'index.js'),
  'env-paths': join('env-paths', 'index.js'),
  'xdg-basedir': join('xdg-basedir', 'index.js'),
});

/**
 * What is needed to start VS Code.
 *
 * @typedef {object} Installation
 * @property {string} node the Node 24 binary
 * @property {string} entry code-server's main module
 * @property {string} builtins folder of VS Code's built-in extensions
 */

/** @type {Promise<Installation> | undefined} */
let running;

/**
 * Makes sure that VS Code is installed, which takes a few seconds once and nothing later. Several processes may call it
 * at the same time. An installation that was interrupted, or is of another lock file, is done again.
 *
 * @param {{ log?: (line: string) => void }} [options] `log` gets the progress
 * @returns {Promise<Installation>}
 */
export function ensureVscode({ log = console.error } = {}) {
  running ??= ensure(log).finally(() => (running = undefined));
  return running;
}

/** @param {(line: string) => void} log */
async function ensure(log) {
  assertSupported();
  const wanted = await fingerprint();
  if ((await installed()) !== wanted) {
    const onWait = (/** @type {number} */ owner) => log(`Waiting for process ${owner}, which is installing VS Code …`);
    await withLock(join(here, '.install-lock'), () => install(wanted, log), { onWait });
  }
  return {
    node: nodeBinary(nodeModules),
    entry: join(nodeModules, 'code-server', 'out', 'node', 'entry.js'),
    builtins: join(nodeModules, VSCODE, 'extensions'),
  };
}

/**
 * Installs into a folder of this process's own, and moves the finished node_modules into place: the npm of a process
 * that was killed in the middle may run on, and must not meet another one in the same folder.
 *
 * @param {string} wanted
 * @param {(line: string) => void} log
 */
async function install(wanted, log) {
  if ((await installed()) === wanted) return; // Another process did it while this one waited.
  const start = Date.now();
  await removeRemains();
  const staging = join(here, `.install-${process.pid}`);
  try {
    await mkdir(staging);
    await fill(staging, log);
    await writeFile(join(staging, 'node_modules', STAMP), wanted);
    await rm(nodeModules, { recursive: true, force: true });
    await rename(join(staging, 'node_modules'), nodeModules);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  log(`VS Code is installed (${((Date.now() - start) / 1000).toFixed(0)} s).`);
}

/**
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function fill(folder, log) {
  const modules = join(folder, 'node_modules');
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    await copyFile(join(here, name), join(folder, name));
  log('Installing VS Code from npm (once, about 800 MB on disk) …');
  // The install scripts would compile what is here prebuilt, or replaced below.
  await npm(['ci', '--ignore-scripts', '--include=optional'], folder);
  nodeBinary(modules);
  log('Installing what VS Code itself depends on …');
  // Its shrinkwrap file lacks a peer dependency that nothing here needs.
  await npm(['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], join(modules, VSCODE));
  for (const [name, file] of Object.entries(STAND_INS)) {
    await copyFile(join(here, 'stand-ins', `${name}.cjs`), join(modules, file));
  }
}

/** Deletes what killed installations left, as far as nobody is writing there. */
async function removeRemains() {
  for (const name of await readdir(here)) {
    const pid = /^\.install-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(here, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Changes with everything that the installation is made of. */
async function fingerprint() {
  const standIns = (await readdir(join(here, 'stand-ins'))).toSorted().map((name) => join('stand-ins', name));
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of ['package-lock.json', ...standIns]) hash.update(await readFile(join(here, file)));
  return hash.digest('hex');
}

function installed() {
  return readFile(join(nodeModules, STAMP), 'utf8').catch(() => undefined);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await ensureVscode();
