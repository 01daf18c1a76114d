import path from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import type { AgentRecord } from '../../src/engine/agents/agent.ts';
import type { FileCursor } from '../../src/engine/ingest/cursor.ts';
import { type Logger, silent } from '../../src/engine/logger.ts';
import { loadSqlite } from '../../src/engine/store/database.ts';
import type { LedgerStore } from '../../src/engine/store/ledgerStore.ts';
import { SnapshotFolder } from '../../src/engine/store/snapshots.ts';
import { SqlLedgerStore } from '../../src/engine/store/sqlLedgerStore.ts';

/** Path of sql.js's WebAssembly. */
export const WASM = path.join(__dirname, '../../node_modules/sql.js/dist/sql-wasm.wasm');

/** SQLite, loaded once for all tests. */
export function sqlite(): Promise<SqlJsStatic> {
  return loadSqlite(WASM);
}

/** An empty ledger in memory. `projectOf`: by default every folder is a project of its own. */
export async function memoryStore(projectOf = asLogged): Promise<SqlLedgerStore> {
  return new SqlLedgerStore({ sqlite: await sqlite(), folder: undefined, host: 'here', projectOf, log: silent });
}

function asLogged(folder: string): string {
  return folder;
}

/** The ledger of a folder. */
export async function folderStore(folder: string, log: Logger = silent, host = 'here'): Promise<SqlLedgerStore> {
  return new SqlLedgerStore({
    sqlite: await sqlite(),
    folder: new SnapshotFolder(folder),
    host,
    projectOf: asLogged,
    log,
  });
}

const CURSOR: FileCursor = { offset: 0, size: 0, mtimeMs: 0, inode: 0, head: '', tail: '' };

/** Commits records as if they had been read from a file; returns the times that the store tells. */
export function commit(
  store: LedgerStore,
  records: readonly AgentRecord[],
  file = '/logs/a.jsonl',
  offset = 1,
): readonly number[] {
  const times = store.commit([{ agent: 'claude-code', path: file, cursor: { ...CURSOR, offset }, records }]);
  return times.get('claude-code') ?? [];
}
