import type { SqlJsStatic } from 'sql.js';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { Database } from './database.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from './schema.ts';
import type { SnapshotFolder } from './snapshots.ts';

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

/**
 * Opens the newest snapshot that is sound, setting damaged ones aside. Without any, a new database.
 * @throws NewerDatabaseError
 */
export function openDatabase(sqlite: SqlJsStatic, folder: SnapshotFolder | undefined, log: Logger): OpenedDatabase {
  for (const number of folder?.numbers() ?? []) {
    const db = openSnapshot(sqlite, folder!, number, log);
    if (db) return { db, number };
  }
  const db = new Database(sqlite);
  migrate(db);
  return { db, number: 0 };
}

function openSnapshot(sqlite: SqlJsStatic, folder: SnapshotFolder, number: number, log: Logger): Database | undefined {
  const { bytes } = folder.read(number); // what the file system refuses is no damage
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
