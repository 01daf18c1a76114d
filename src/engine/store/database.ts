import { readFileSync } from 'node:fs';
import initSqlJs, {
  type BindParams,
  type Database as SqlDatabase,
  type SqlJsStatic,
  type SqlValue,
  type Statement,
} from 'sql.js';

/** A result row, in the order of the selected columns. */
export type Row = SqlValue[];

type SqlConfig = Parameters<typeof initSqlJs>[0] & { useOldExtensionFunctions: boolean };

/** Loads SQLite. `wasmPath` is sql.js's `sql-wasm.wasm`; the first call decides for the whole process. */
export function loadSqlite(wasmPath: string): Promise<SqlJsStatic> {
  const wasmBinary = Uint8Array.from(readFileSync(wasmPath)).buffer;
  const config: SqlConfig = { wasmBinary, useOldExtensionFunctions: false };
  return initSqlJs(config);
}

/** One in-memory SQLite database. The only place where statements are prepared: each SQL text once, all freed by `close`. */
export class Database {
  readonly #db: SqlDatabase;
  readonly #statements = new Map<string, Statement>();

  /** `bytes`: a database file's contents; without them an empty database. */
  constructor(sqlite: SqlJsStatic, bytes?: Uint8Array) {
    this.#db = new sqlite.Database(bytes);
    // Nobody else can open it, and it need not survive a crash: no look for other writers, no journal file to undo from.
    this.#db.run('PRAGMA foreign_keys = ON');
    // What a transaction may have to take back stays in memory, not in a second file of the file system in memory.
    this.#db.run('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE');
  }

  /** All rows of a query. */
  all(sql: string, params: BindParams = []): Row[] {
    const statement = this.#prepare(sql);
    const rows: Row[] = [];
    try {
      statement.bind(params);
      while (statement.step()) rows.push(statement.get());
    } finally {
      statement.reset();
    }
    return rows;
  }

  /** The first row of a query, or undefined. */
  first(sql: string, params: BindParams = []): Row | undefined {
    const statement = this.#prepare(sql);
    try {
      statement.bind(params);
      return statement.step() ? statement.get() : undefined;
    } finally {
      statement.reset();
    }
  }

  /** The rows of a query by column name, one after the other. */
  *objects(sql: string, params: BindParams = []): Generator<Readonly<Record<string, SqlValue>>> {
    const statement = this.#prepare(sql);
    try {
      statement.bind(params);
      while (statement.step()) yield statement.getAsObject();
    } finally {
      statement.reset();
    }
  }

  /** Runs a statement that returns nothing. */
  run(sql: string, params: BindParams = []): void {
    this.#prepare(sql).run(params);
  }

  /** Runs several statements that take no parameters. */
  script(sql: string): void {
    this.#db.exec(sql);
  }

  /** All or nothing. `work` must be synchronous and must not nest. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  /** The database as a file's contents. Statements survive (sql.js 1.15.2 on). Throws inside a transaction. */
  export(): Uint8Array {
    return this.#db.export();
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
