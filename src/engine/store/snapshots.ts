import { randomUUID } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../clock/clock.ts';
import { codeOf } from '../errors.ts';

/** A database file's contents and its place in the chain. */
export interface Snapshot {
  readonly number: number;
  readonly bytes: Uint8Array;
}

const NAME = /^ledger-(\d{8})\.db$/;
const DRAFT = /^draft-[0-9a-f-]+\.db$/;
/** No writing takes so long. */
const DRAFT_LIFE_MS = 3_600_000;
/** The newest and the one before it, should the newest prove damaged. */
const KEPT = 2;

/**
 * A chain of numbered database files in one folder. Nothing is ever overwritten: a snapshot is written under another
 * name, made durable, and published by a hard link to the next number, which fails if another process was first.
 */
export class SnapshotFolder {
  readonly folder: string;

  /** Makes the folder (0700) if need be. Throws the file system's error if that fails. */
  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }

  /** Numbers of the published snapshots, newest first. */
  numbers(): number[] {
    const found = readdirSync(this.folder).map((name) => Number(NAME.exec(name)?.[1] ?? Number.NaN));
    return found.filter((number) => !Number.isNaN(number)).toSorted((a, b) => b - a);
  }

  read(number: number): Snapshot {
    return { number, bytes: readFileSync(this.#path(number)) };
  }

  /**
   * Publishes a snapshot and removes those that are older than the one before it.
   * @returns false if the number is taken: another process has published meanwhile
   */
  async publish({ number, bytes }: Snapshot): Promise<boolean> {
    this.#clearDrafts();
    const draft = path.join(this.folder, `draft-${randomUUID()}.db`);
    try {
      await writeDurably(draft, bytes);
      if (!this.#claim(draft, number)) return false;
    } finally {
      rmSync(draft, { force: true });
    }
    await syncFolder(this.folder);
    for (const old of this.numbers().slice(KEPT)) rmSync(this.#path(old), { force: true });
    return true;
  }

  /** Takes a damaged snapshot out of the chain without deleting it. Returns its new path. */
  setAside(number: number): string {
    const target = path.join(this.folder, `damaged-${number}-${randomUUID()}.db`);
    renameSync(this.#path(number), target);
    return target;
  }

  /** Removes what processes left that were killed while they wrote. */
  #clearDrafts(): void {
    for (const name of readdirSync(this.folder).filter((one) => DRAFT.test(one))) {
      const draft = path.join(this.folder, name);
      const age = systemClock.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
      if (age > DRAFT_LIFE_MS) rmSync(draft, { force: true });
    }
  }

  #claim(draft: string, number: number): boolean {
    try {
      linkSync(draft, this.#path(number));
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP') throw error;
      // No hard links here (exFAT, some network folders): a rename is atomic too, but cannot tell who was first.
      if (this.numbers().includes(number)) return false;
      renameSync(draft, this.#path(number));
      return true;
    }
  }

  #path(number: number): string {
    return path.join(this.folder, `ledger-${String(number).padStart(8, '0')}.db`);
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename or link in the folder durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
