// Finds Chromium, and installs it where the system's own package manager can do that unasked.
import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.mjs';

const run = promisify(execFile);

const LINUX_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_NAMES = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

/**
 * The path of a Chromium. On Debian one is installed if there is none, by root or where sudo asks no password.
 * Elsewhere an error says what to do.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export async function ensureChromium({ log = console.error } = {}) {
  const given = process.env['CHROMIUM'];
  if (given && !isExecutable(given)) throw new Error(`CHROMIUM is ${given}, which is not a program.`);
  const found = given || findChromium();
  if (found) return found;
  const asRoot = isDebian() ? await rootPrefix() : undefined;
  if (!asRoot) throw new Error(ADVICE);
  await withLock(join(tmpdir(), 'moonlock-chromium.lock'), async () => {
    if (findChromium()) return; // Another process installed it while this one waited.
    log('Installing Chromium with apt-get …');
    await aptGet(asRoot, 'update');
    await aptGet(asRoot, 'install', '--yes', '--no-install-recommends', 'chromium');
  });
  const installed = findChromium();
  if (!installed) throw new Error(`apt-get installed Chromium, but it is not where it should be. ${ADVICE}`);
  return installed;
}

const ADVICE =
  "These tests need Chromium or Chrome, 122 or newer, and found none. Install it by your system's means " +
  '(Debian: "apt-get install chromium", macOS: "brew install --cask google-chrome"), or set CHROMIUM to its path.';

/** @returns {string | undefined} */
function findChromium() {
  const inPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const linux = LINUX_NAMES.flatMap((name) => [...inPath, '/usr/bin', '/snap/bin'].map((folder) => join(folder, name)));
  const mac = MAC_NAMES.flatMap((name) =>
    ['/Applications', join(homedir(), 'Applications')].map((folder) =>
      join(folder, `${name}.app/Contents/MacOS/${name}`),
    ),
  );
  return (process.platform === 'darwin' ? [...mac, ...linux] : linux).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu is none here: its package of that name wants snap, which containers lack. */
function isDebian() {
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(release) && !/^ID="?ubuntu\b/m.test(release);
  } catch {
    return false;
  }
}

/** What a command must begin with to run as root; undefined when that is not possible unasked. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

/**
 * @param {readonly string[]} asRoot
 * @param {...string} args
 */
async function aptGet(asRoot, ...args) {
  const [command = '', ...rest] = [
    ...asRoot,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    ...args,
  ];
  await run(command, rest, { maxBuffer: 64 << 20 });
}
