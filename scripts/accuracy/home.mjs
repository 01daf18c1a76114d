import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Objects become lines, each closed by a line feed. @typedef {string | Uint8Array | readonly object[]} Content */

/** Contents by path below the agent's folder, or below the home folder after `~/`. @typedef {Readonly<Record<string, Content>>} Files */

/** Input, output (with reasoning), cache creation, cache read. @typedef {readonly [number, number, number, number]} Tokens */

/**
 * An odd case: the logs that make it, what is right, and why.
 * @typedef {object} AccuracyCase
 * @property {string} title
 * @property {string} why
 * @property {Files | (() => Promise<Files>)} files
 * @property {Readonly<Record<string, string>>} [links] symbolic links: path and target, both as in {@link Files}
 * @property {Tokens} tokens
 * @property {readonly string[]} [models] names of the models, where the case is about them
 * @property {string} [open] why it can be seen in another way: then nobody is marked
 * @property {string} [unreadable] why this machine's Node cannot read it: then Moonlock may find nothing
 * @property {string} [incomparable] why the independent recount cannot be compared
 */

/**
 * Makes a home folder in which an agent has left the logs of a case.
 * @param {string} home an empty folder
 * @param {import('./agents.mjs').CaseAgent} agent
 * @param {Pick<AccuracyCase, 'files' | 'links'>} one
 */
export async function layOut(home, agent, { files, links = {} }) {
  const place = (/** @type {string} */ name) =>
    name.startsWith('~/') ? path.join(home, name.slice(2)) : path.join(home, agent.folder, name);
  for (const [name, content] of Object.entries(typeof files === 'function' ? await files() : files)) {
    mkdirSync(path.dirname(place(name)), { recursive: true });
    writeFileSync(place(name), bytesOf(content));
  }
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(path.dirname(place(name)), { recursive: true });
    symlinkSync(place(target), place(name), 'junction');
  }
}

/** @param {Content} content */
function bytesOf(content) {
  if (typeof content === 'string' || content instanceof Uint8Array) return content;
  return content.map((object) => `${JSON.stringify(object)}\n`).join('');
}
