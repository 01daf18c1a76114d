import type { DatabaseFormat } from '../agents/agent.ts';
import { messageOf } from '../errors.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import type { FileCursor } from './cursor.ts';
import type { LogFile } from './discover.ts';
import { databaseStat } from './databaseStat.ts';
import type { LogReading, OnBytes } from './logReader.ts';
import { nothing } from './wholeFile.ts';

/** Who can read foreign databases. */
export type ForeignDatabases = Pick<LedgerStore, 'readForeign'>;

/** Reads one turn of what is new in a database. One that cannot be read now is looked at again later. */
export async function readDatabase(
  file: LogFile,
  format: DatabaseFormat,
  before: FileCursor | undefined,
  databases: ForeignDatabases,
  onBytes: OnBytes,
): Promise<LogReading> {
  const { size, mtimeMs, ino } = databaseStat(file.path);
  if (before?.size === size && before.mtimeMs === mtimeMs && before.inode === ino) return nothing(before);
  try {
    const reading = databases.readForeign(file.path, (query) =>
      format.read(query, { ...file, mtimeMs }, before?.state),
    );
    const { records, state, complete } = reading;
    if (complete) await onBytes(Math.max(0, size - (before?.offset ?? 0)));
    else await onBytes(0);
    // A size that cannot be the file's own keeps an incomplete reading from ever passing for an unchanged file.
    const place = complete ? { offset: size, size } : { offset: 0, size: -1 };
    const cursor: FileCursor = { ...place, mtimeMs, inode: ino, head: '', tail: '', state };
    return { change: 'replaced', cursor, complete, records, complaint: undefined };
  } catch (error) {
    return nothing(before, `${file.path} could not be read as a database (${messageOf(error)}). It was left out.`);
  }
}
