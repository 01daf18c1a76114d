import { statSync, type Stats } from 'node:fs';
import type { FileState } from './cursor.ts';

/** What SQLite adds to the name of a database for its write-ahead log and the index of that. */
const SIDE_FILE = /-(?:wal|shm)$/;

/** The database to which a side file belongs; other paths stay as they are. */
export function databasePath(path: string): string {
  return path.replace(SIDE_FILE, '');
}

/**
 * What the file system says of a database and its write-ahead log as one: a change of either changes the size or the time.
 * @throws the file system's error if the database is absent
 */
export function databaseStat(path: string, stat: Stats = statSync(path)): FileState {
  const wal = sideStat(`${path}-wal`);
  return { size: stat.size + (wal?.size ?? 0), mtimeMs: Math.max(stat.mtimeMs, wal?.mtimeMs ?? 0), ino: stat.ino };
}

/** Undefined for what is absent or not ours to look at. */
function sideStat(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
