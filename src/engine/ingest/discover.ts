import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { codeOf, messageOf } from '../errors.ts';
import type { Agent, LogFormat, LogRoot } from '../agents/agent.ts';
import { databasePath, databaseStat } from './databaseStat.ts';

/** A log file that was found. */
export interface LogFile {
  readonly agent: Agent;
  /** How it is read. */
  readonly format: LogFormat;
  /** Absolute. */
  readonly path: string;
  /** Relative to its root. */
  readonly relativePath: string;
  /** Bytes; of a database with its write-ahead log. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** A root that exists. */
export interface FoundRoot {
  readonly agent: Agent;
  readonly root: LogRoot;
  /** Its folder with all links resolved: what the paths of its files begin with. */
  readonly start: string;
  /** Whether its logs are sample data. */
  readonly sample: boolean;
}

/** Put into an agent's configuration folder by whoever fills it with sample data. */
const SAMPLE_MARKER = '.moonlock-sample';

/** What lies below the roots of some agents. */
export interface Discovery {
  readonly files: readonly LogFile[];
  /** Every folder that was walked, for the watcher. */
  readonly folders: readonly string[];
  readonly roots: readonly FoundRoot[];
  /** Folders or files that could not be looked at, in words. */
  readonly failures: readonly string[];
}

/** Walks every root to any depth, following links but never in a circle, and each file once. Gives way between folders. */
export async function discover(
  roots: Iterable<{ agent: Agent; root: LogRoot }>,
  pause: () => Promise<void>,
): Promise<Discovery> {
  const files = new Map<string, LogFile>();
  const folders = new Set<string>();
  const found: FoundRoot[] = [];
  const failures: string[] = [];
  for (const { agent, root } of roots) {
    const start = realFolder(root.folder);
    if (start === undefined) continue;
    found.push({ agent, root, start, sample: statOf(path.join(root.config, SAMPLE_MARKER)) !== undefined });
    const pending = [{ folder: start, name: '' }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { folder } = next;
      if (folders.has(folder)) continue;
      folders.add(folder);
      for (const entry of list(folder, failures)) {
        const full = path.join(folder, entry.name);
        const name = path.join(next.name, entry.name);
        const below = entry.isDirectory() ? full : entry.isSymbolicLink() ? realFolder(full) : undefined;
        if (below !== undefined) {
          if (agent.enters?.(name) ?? true) pending.push({ folder: below, name });
          continue;
        }
        const file = asLogFile(agent, full, name);
        if (file) files.set(full, file);
      }
      await pause();
    }
  }
  return { files: [...files.values()], folders: [...folders], roots: found, failures };
}

/** The log file at a path below one of the roots, also by a side file of a database; undefined if there is none. */
export function logFileAt(entry: string, roots: readonly FoundRoot[]): LogFile | undefined {
  for (const { agent, start } of roots) {
    if (!entry.startsWith(start + path.sep)) continue;
    for (const full of new Set([entry, databasePath(entry)])) {
      const file = asLogFile(agent, full, path.relative(start, full));
      if (file && (full === entry || file.format.kind === 'database')) return file;
    }
  }
  return undefined;
}

/** Whether there is a folder at a path. */
export function isFolder(full: string): boolean {
  return statOf(full)?.isDirectory() ?? false;
}

function asLogFile(agent: Agent, full: string, relativePath: string): LogFile | undefined {
  const format = agent.format(relativePath);
  if (!format) return undefined;
  const stat = statOf(full);
  if (!stat?.isFile()) return undefined;
  const { size, mtimeMs } = format.kind === 'database' ? databaseStat(full, stat) : stat;
  return { agent, format, path: full, relativePath, size, mtimeMs };
}

function list(folder: string, failures: string[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') failures.push(`${folder} could not be listed: ${messageOf(error)}`);
    return [];
  }
}

function realFolder(folder: string): string | undefined {
  return isFolder(folder) ? realpathSync(folder) : undefined;
}

/** Undefined for what is absent, a link that is broken or leads to itself, or not ours to look at. */
function statOf(full: string): Stats | undefined {
  try {
    return statSync(full);
  } catch {
    return undefined;
  }
}
