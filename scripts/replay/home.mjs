import { lstat, mkdir, open, readFile, realpath, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Says that a `.claude` folder was made by a replay. */
const OWNER_FILE = '.moonlock-replay';

/** Says that the transcripts are no person's own; holds `{ "label": string }`. */
const SAMPLE_FILE = '.moonlock-sample';

/** The home is not one that a replay may write to. */
export class HomeRefused extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'HomeRefused';
  }
}

/**
 * An agent home that belongs to replays. Nothing is ever written outside of it: links in its folders are refused.
 */
export class ReplayHome {
  /** @type {Set<string>} */
  #folders = new Set();

  /** @param {string} root its real path */
  constructor(root) {
    this.root = root;
    this.projects = path.join(root, '.claude', 'projects');
  }

  /** Writes the marker of sample data. @param {string} label shown to the person */
  async markSample(label) {
    await writeFile(path.join(this.root, '.claude', SAMPLE_FILE), `${JSON.stringify({ label })}\n`, { flag: 'w' });
  }

  /**
   * Appends in one write, and makes the file and its folders where they are missing.
   * @param {readonly string[]} parts safe names below `projects`
   * @param {Uint8Array} bytes
   */
  async append(parts, bytes) {
    const file = await this.#place(parts);
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
    const handle = await open(file, O_APPEND | O_CREAT | O_WRONLY | (O_NOFOLLOW ?? 0), 0o600);
    try {
      if (bytes.length === 0) return;
      const { bytesWritten } = await handle.write(bytes, 0, bytes.length);
      if (bytesWritten !== bytes.length)
        throw new Error(`${file}: ${bytesWritten} of ${bytes.length} bytes were written.`);
    } finally {
      await handle.close();
    }
  }

  /** @param {readonly string[]} parts */
  async #place(parts) {
    let folder = this.projects;
    for (const name of parts.slice(0, -1)) {
      folder = path.join(folder, name);
      if (!this.#folders.has(folder)) await makeFolder(folder);
      this.#folders.add(folder);
    }
    const file = path.join(folder, parts[parts.length - 1] ?? '');
    if (!file.startsWith(this.projects + path.sep)) throw new HomeRefused(`${file} lies outside of ${this.projects}.`);
    return file;
  }
}

/**
 * Makes the home, or takes one that an earlier replay has made.
 * @param {string} home
 * @param {{ own?: readonly string[] }} [options] `own` adds folders that are a person's own
 * @throws {HomeRefused} where it is, or lies inside, a person's own home of the agent, or holds transcripts not made here
 */
export async function openHome(home, { own = [] } = {}) {
  const root = await realOrFuture(path.resolve(home));
  await refuseOwn(root, own);
  const claude = path.join(root, '.claude');
  const projects = path.join(claude, 'projects');
  if ((await kindOf(projects)) !== 'none' && !(await isOurs(claude))) {
    throw new HomeRefused(`${projects} exists and was not made by a replay. Choose an empty folder.`);
  }
  await mkdir(root, { recursive: true });
  await makeFolder(claude);
  if (!(await isOurs(claude))) await writeFile(path.join(claude, OWNER_FILE), '{"madeBy":"replay"}\n', { flag: 'wx' });
  await makeFolder(projects);
  return new ReplayHome(root);
}

/** @param {string} root @param {readonly string[]} more */
async function refuseOwn(root, more) {
  const agents = (process.env['CLAUDE_CONFIG_DIR'] ?? '').split(',').filter((one) => one.trim() !== '');
  for (const home of [os.homedir(), os.userInfo().homedir, ...more]) {
    const real = await realOrFuture(path.resolve(home));
    if (root === real) throw new HomeRefused(`${root} is a person's own home.`);
    agents.push(path.join(real, '.claude'), path.join(real, '.config', 'claude'));
  }
  for (const folder of agents) {
    const real = await realOrFuture(path.resolve(folder.trim()));
    if (root === real || root.startsWith(real + path.sep))
      throw new HomeRefused(`${root} belongs to an agent in use (${real}).`);
  }
}

/** @param {string} claude */
async function isOurs(claude) {
  return readFile(path.join(claude, OWNER_FILE)).then(
    () => true,
    () => false,
  );
}

/** Makes one folder; an existing one must not be a link. @param {string} folder */
async function makeFolder(folder) {
  const kind = await kindOf(folder);
  if (kind === 'none') await mkdir(folder);
  else if (kind !== 'folder') throw new HomeRefused(`${folder} is no folder of its own, but a link or a file.`);
}

/** @param {string} place @returns {Promise<'none' | 'folder' | 'other'>} */
async function kindOf(place) {
  const found = await lstat(place).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return 'none';
  return found.isDirectory() ? 'folder' : 'other';
}

/** The real path of a place whose last folders may not exist yet. @param {string} place @returns {Promise<string>} */
async function realOrFuture(place) {
  try {
    return await realpath(place);
  } catch {
    const parent = path.dirname(place);
    return parent === place ? place : path.join(await realOrFuture(parent), path.basename(place));
  }
}
