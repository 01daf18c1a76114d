import { messageOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { projectFinder } from '../sessions/projectOf.ts';
import type { Problem } from '../../protocol/viewModels.ts';
import { loadSqlite } from './database.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { SnapshotFolder } from './snapshots.ts';
import { SqlLedgerStore } from './sqlLedgerStore.ts';

/** Where and how a ledger is kept. */
export interface StoreSettings {
  /** Path of sql.js's `sql-wasm.wasm`. */
  readonly wasmPath: string;
  /** The ledger's folder; without it, the ledger lives in memory only. */
  readonly folder?: string;
  /** Name of this machine. */
  readonly host: string;
  readonly log: Logger;
}

/** A ledger store, and what the person should know about it. */
export interface CreatedStore {
  readonly store: LedgerStore;
  readonly problems: readonly Problem[];
}

/** Opens the ledger. Where its folder cannot be used, it lives in memory and a problem says so. */
export async function createStore({ wasmPath, folder, host, log }: StoreSettings): Promise<CreatedStore> {
  const common = { sqlite: await loadSqlite(wasmPath), host, log, projectOf: projectFinder() };
  try {
    const snapshots = folder === undefined ? undefined : new SnapshotFolder(folder);
    return { store: new SqlLedgerStore({ ...common, folder: snapshots }), problems: [] };
  } catch (error) {
    const message = `The ledger is kept in memory only: ${messageOf(error)}`;
    log('error', message);
    const store = new SqlLedgerStore({ ...common, folder: undefined });
    return { store, problems: [{ id: 'store', severity: 'error', message }] };
  }
}
