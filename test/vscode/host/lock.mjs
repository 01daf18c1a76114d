// A lock between processes that is a folder holding one entry, named after the owner's process id.
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;

/**
 * Runs `work` while no other process holds the lock, waiting for it if need be. A lock whose owner died is taken over.
 *
 * @template T
 * @param {string} folder the lock; must not exist otherwise
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (owner: number) => void, limitMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, { onWait, limitMs = 15 * 60_000 } = {}) {
  const deadline = Date.now() + limitMs;
  let told = false;
  for (let owner; (owner = await acquire(folder)) !== process.pid; await sleep(POLL_MS)) {
    if (Date.now() > deadline)
      throw new Error(`Process ${owner} has held ${folder} for too long. If it is none of yours, delete that folder.`);
    if (!told && owner !== undefined) onWait?.(owner);
    told ||= owner !== undefined;
  }
  try {
    return await work();
  } finally {
    await rm(join(folder, String(process.pid)), { recursive: true, force: true });
    await rmdir(folder).catch(() => {}); // Someone else may have it already.
  }
}

/**
 * Tries once. Both ways in are a single rename, so that of several processes exactly one succeeds: a folder can be
 * renamed onto an empty one only, and a dead owner's entry can be renamed only once.
 *
 * @param {string} folder
 * @returns {Promise<number | undefined>} the owner, as far as known
 */
async function acquire(folder) {
  const mine = `${folder}.${process.pid}`;
  await mkdir(join(mine, String(process.pid)), { recursive: true });
  try {
    await rename(mine, folder);
    return process.pid;
  } catch {
    await rm(mine, { recursive: true, force: true });
  }
  const [entry] = await readdir(folder).catch(() => []);
  if (entry === undefined || isAlive(Number(entry))) return entry === undefined ? undefined : Number(entry);
  return rename(join(folder, entry), join(folder, String(process.pid))).then(
    () => process.pid,
    () => undefined,
  );
}

/** Whether a process of that id runs. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
