// Looks at the machine's processes: through /proc on Linux, where a small system may lack ps, and through ps elsewhere.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than an extension gets to end by itself. */
const POLITE_MS = 4_000;

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
 * @property {string} command the whole command line
 */

/**
 * Every process below `pid`, nearest first.
 *
 * @param {number} pid
 * @returns {Process[]}
 */
export function descendants(pid) {
  const all = process.platform === 'linux' ? fromProc() : fromPs();
  /** @type {Process[]} */
  const found = [];
  const parents = [pid];
  for (const parent of parents) {
    const children = all.filter((one) => one.parent === parent);
    found.push(...children);
    parents.push(...children.map((one) => one.pid));
  }
  return found;
}

/**
 * Sends a signal; false when there is no such process any more.
 *
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals | 0} signal
 */
export function signal(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends a process and all below it, politely at first.
 *
 * @param {number} pid leader of a process group
 * @param {Promise<void>} exited
 */
export async function endTree(pid, exited) {
  const all = descendants(pid); // Terminals have groups of their own.
  signal(pid, 'SIGTERM');
  await Promise.race([exited, sleep(POLITE_MS, undefined, { ref: false })]);
  signal(-pid, 'SIGKILL');
  for (const one of all) signal(one.pid, 'SIGKILL');
  await exited;
  while (signal(-pid, 0)) await sleep(10);
}

function fromProc() {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command's name, in brackets, may itself hold brackets and spaces.
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') return [];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid, parent: Number(parent), command }];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

function fromPs() {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
