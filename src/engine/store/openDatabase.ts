import type { SqlJsStatic } from 'sql.js';
import { codeOf, messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Database } from './database.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from './schema.ts';
import type { Snapshot, SnapshotFolder } from './snapshots.ts';

/** The newest usable database of a folder. */
export interface OpenedDatabase {
  readonly db: Database;
  /** Number of the snapshot that it came from; 0 for a new one. */
  readonly number: number;
}

/** A database was written by a newer version of Moonlock and must not be touched by this one. */
export class NewerDatabaseError extends Error {
  constructor(version: number) {
    super(
      `The ledger was written by a newer Moonlock (schema ${version}, this one knows ${SCHEMA_VERSION}). ` +
        'It is left alone: figures come from the logs alone until Moonlock is updated.',
    );
    this.name = 'NewerDatabaseError';
  }
}

/** Other windows remove old snapshots while this one looks at them: so often it looks again. */
const LOOKS = 5;

/**
 * Opens the newest snapshot that is sound, setting damaged ones aside. Without any, a new database.
 * @throws NewerDatabaseError
 */
export function openDatabase(sqlite: SqlJsStatic, folder: SnapshotFolder | undefined, log: Logger): OpenedDatabase {
  for (let look = 0; look < LOOKS && folder !== undefined; look++) {
    const opened = openFirst(sqlite, folder, log);
    if (opened) return opened;
  }
  const db = new Database(sqlite);
  migrate(db);
  return { db, number: folder?.numbers()[0] ?? 0 };
}

/** The newest that is sound; undefined if there is none, or another process has removed one meanwhile. */
function openFirst(sqlite: SqlJsStatic, folder: SnapshotFolder, log: Logger): OpenedDatabase | undefined {
  for (const number of folder.numbers()) {
    let bytes: Uint8Array;
    try {
      ({ bytes } = folder.read(number));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error; // what the file system refuses is no damage
    }
    const db = openSnapshot(sqlite, folder, { number, bytes }, log);
    if (db) return { db, number };
  }
  return undefined;
}

function openSnapshot(
  sqlite: SqlJsStatic,
  folder: SnapshotFolder,
  { number, bytes }: Snapshot,
  log: Logger,
): Database | undefined {
  let db: Database | undefined;
  try {
    db = new Database(sqlite, bytes);
    const finding = String(db.first('PRAGMA quick_check')?.[0]);
    if (finding !== 'ok') throw new Error(finding.replaceAll('\n', '; '));
    const version = schemaVersion(db);
    if (version === 0) throw new Error('it holds no ledger');
    if (version > SCHEMA_VERSION) throw new NewerDatabaseError(version);
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof NewerDatabaseError) throw error;
    const kept = folder.setAside(number);
    log(
      'error',
      `The ledger's snapshot ${number} is damaged (${messageOf(error)}). It was set aside as ${kept}; what it held is read again from the logs.`,
    );
    return undefined;
  }
}
