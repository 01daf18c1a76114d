import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { findSpans } from './jsonSpans.mjs';
import { readLines } from './lineReader.mjs';

/**
 * A transcript: `file` is read, `parts` is where it goes below `projects`, as names that are safe in a path.
 * @typedef {{ file: string, parts: readonly string[], bytes: number }} Source
 */

/**
 * The transcripts (`*.jsonl`) at the given places. A folder may be an agent home, its `.claude`, its `projects`, one
 * project's folder or anything above transcripts. Two transcripts that would become one file get names of their own.
 * @param {readonly string[]} places files and folders
 * @returns {Promise<Source[]>} in order of place and name
 * @throws {Error} where a place does not exist or holds no transcript
 */
export async function findSources(places) {
  /** @type {Source[]} */
  const sources = [];
  /** @type {Set<string>} */
  const taken = new Set();
  for (const place of places) {
    const files = await transcriptsAt(path.resolve(place));
    if (files.length === 0) throw new Error(`There is no transcript (*.jsonl) at ${place}.`);
    for (const { file, root } of files) {
      const parts = unique((await targetOf(file, root)).map(safeName), taken);
      sources.push({ file, parts, bytes: (await stat(file)).size });
    }
  }
  return sources;
}

/** @param {string} place @returns {Promise<{ file: string, root: string | undefined }[]>} */
async function transcriptsAt(place) {
  if (!(await stat(place)).isDirectory()) return [{ file: place, root: projectsAbove(place) }];
  const below = [path.join(place, '.claude', 'projects'), path.join(place, 'projects')];
  const [inner] = await Promise.all(below.map(isFolder)).then((found) => below.filter((_, i) => found[i]));
  const root = inner ?? projectsAbove(place + path.sep) ?? ((await hasTranscript(place)) ? path.dirname(place) : place);
  const files = await walk(inner ?? place);
  return files.map((file) => ({ file, root }));
}

/** The `projects` folder that a path lies in. @param {string} file */
function projectsAbove(file) {
  const mark = `${path.sep}projects${path.sep}`;
  const at = file.lastIndexOf(mark);
  return at === -1 ? undefined : file.slice(0, at + mark.length - 1);
}

/** @param {string} folder */
async function hasTranscript(folder) {
  return (await readdir(folder)).some((name) => name.endsWith('.jsonl'));
}

/** @param {string} place */
async function isFolder(place) {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** @param {string} folder @returns {Promise<string[]>} */
async function walk(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  /** @type {string[]} */
  const files = [];
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await walk(place)));
    else if (entry.isFile() && entry.name.endsWith('.jsonl')) files.push(place);
  }
  return files;
}

/** @param {string} file @param {string | undefined} root */
async function targetOf(file, root) {
  const parts = root === undefined ? [] : path.relative(root, file).split(path.sep);
  return parts.length > 1 ? parts : [await projectOf(file), path.basename(file)];
}

/** The folder that the agent makes of the working folder. @param {string} file */
async function projectOf(file) {
  for await (const { text } of readLines(file)) {
    const [cwd] = findSpans(text, (at) => at === 'cwd') ?? [];
    if (cwd) return text.slice(cwd.start + 1, cwd.end - 1).replace(/[^A-Za-z0-9]+/g, '-');
  }
  return '-replay';
}

/**
 * A name that can neither leave its folder nor hide in it, and that every file system takes.
 * @param {string} name
 */
export function safeName(name) {
  const safe = name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+|\.+$/g, '-');
  if (safe.length <= 200) return safe === '' ? '-' : safe;
  return safe.slice(0, 120) + safe.slice(-80);
}

/** @param {string[]} parts @param {Set<string>} taken */
function unique(parts, taken) {
  const name = parts[parts.length - 1] ?? '';
  let result = parts;
  for (let n = 2; taken.has(result.join('/').toLowerCase()); n++) {
    result = [...parts.slice(0, -1), name.replace(/(\.jsonl)?$/, `-${n}$1`)];
  }
  taken.add(result.join('/').toLowerCase());
  return result;
}
