// The folder that holds everything one VS Code writes: its data, its extensions, its log.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Nothing over the network, nothing in the way. */
const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'npm.fetchOnlinePackageInfo': false,
  'security.workspace.trust.enabled': false,
};

/**
 * Built-in extensions to load. With `few` another extension activates seconds sooner than with all, which suits tests;
 * `most` leaves out only those that want a login, a tunnel or a debugger.
 */
const BUILTINS = {
  few: /^(theme-defaults|theme-modern-icons|theme-seti|javascript|json)$/,
  most: /^(?!copilot$|github|microsoft-authentication$|tunnel-forwarding$|ms-vscode\.|debug-|extension-editing$|node_modules$)/,
};

/** @typedef {keyof typeof BUILTINS} Builtins */

/** The places in a root folder. @param {string} root */
export const placesIn = (root) => ({
  config: join(root, 'config.yaml'),
  data: join(root, 'data'),
  settings: join(root, 'data', 'User', 'settings.json'),
  extensions: join(root, 'extensions'),
  builtins: join(root, 'builtins'),
  log: join(root, 'server.log'),
  temp: join(root, 'tmp'),
});

/** Fresh roots that exist now. @type {Set<string>} */
const fresh = new Set();

/**
 * A fresh, empty root folder with a short path: VS Code opens sockets in it, whose paths may have 107 bytes at most.
 * It goes with this process at the latest.
 */
export function freshRoot() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mlk-')));
  if (fresh.size === 0) process.once('exit', removeAll);
  fresh.add(root);
  return root;
}

/** Deletes a root folder. @param {string} root */
export async function removeRoot(root) {
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
  fresh.delete(root);
  if (fresh.size === 0) process.off('exit', removeAll);
}

function removeAll() {
  for (const root of fresh) rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Makes a root folder ready for a start. Settings that the person changed in an earlier run stay as they are.
 *
 * @param {string} root
 * @param {{ builtinsFrom: string, builtins: Builtins, settings: Record<string, unknown> }} options
 */
export function prepareRoot(root, { builtinsFrom, builtins, settings }) {
  const places = placesIn(root);
  for (const folder of [join(places.data, 'User'), places.extensions, places.builtins, places.temp]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(places.config, '{}\n');
  if (!existsSync(places.settings)) {
    writeFileSync(places.settings, `${JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2)}\n`);
  }
  const wanted = readdirSync(builtinsFrom).filter((name) => BUILTINS[builtins].test(name));
  for (const name of readdirSync(places.builtins)) {
    if (!wanted.includes(name)) rmSync(join(places.builtins, name), { recursive: true });
  }
  for (const name of wanted) link(join(builtinsFrom, name), join(places.builtins, name));
}

/**
 * A link that is right already is left alone: another VS Code of the same root may be using it.
 *
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  const present = lstatSync(path, { throwIfNoEntry: false });
  if (present?.isSymbolicLink() && readlinkSync(path) === target) return;
  if (present) rmSync(path, { recursive: true });
  symlinkSync(target, path);
}

/**
 * Makes an extension's folder count as installed, without packaging it. Only before a start.
 *
 * @param {string} root
 * @param {string} folder the extension's, with its package.json
 */
export function linkExtension(root, folder) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { data, extensions } = placesIn(root);
  const entryName = `${publisher}.${name}-${version}`;
  const own = new RegExp(`^${publisher}\\.${name}-\\d`, 'i');
  for (const entry of readdirSync(extensions)) {
    if (own.test(entry) && entry !== entryName) rmSync(join(extensions, entry), { recursive: true });
  }
  link(resolve(folder), join(extensions, entryName));
  // What VS Code remembers of an earlier start, in which the link had another version or target.
  for (const memory of [
    join(extensions, 'extensions.json'),
    join(extensions, '.obsolete'),
    join(data, 'CachedProfilesData'),
  ]) {
    rmSync(memory, { recursive: true, force: true });
  }
}
