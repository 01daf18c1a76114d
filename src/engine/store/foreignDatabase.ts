import type { SqlJsStatic } from 'sql.js';
import type { DatabaseQuery } from '../agents/agent.ts';
import { Database } from './database.ts';
import { BusyDatabaseError, ForeignPages } from './foreignPages.ts';

const TRIES = 5;

/**
 * Reads another program's SQLite database, as of its last commit. Its owner notices nothing: no file is locked, written
 * or made. Where the owner moved pages about meanwhile, what was read is thrown away and read again.
 * @throws the file system's error, SQLite's for a damaged database, or {@link BusyDatabaseError}
 */
export function readForeign<T>(sqlite: SqlJsStatic, path: string, use: (query: DatabaseQuery) => T): T {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const pages = new ForeignPages(path);
    try {
      pages.check();
      const result = ask(sqlite, pages, use);
      if (pages.isUnchanged()) return result;
    } catch (error) {
      if (pages.isUnchanged()) throw error;
    } finally {
      pages.close();
    }
  }
  throw new BusyDatabaseError();
}

function ask<T>(sqlite: SqlJsStatic, pages: ForeignPages, use: (query: DatabaseQuery) => T): T {
  const db = new Database(sqlite, pages as unknown as Uint8Array);
  try {
    return use((sql, ...params) => db.objects(sql, params));
  } finally {
    db.close();
  }
}
