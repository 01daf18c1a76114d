import type { SqlJsStatic } from 'sql.js';
import type { DatabaseQuery, UsageRecord } from '../agents/agent.ts';
import type { FileCursor } from '../ingest/cursor.ts';
import { parseDetail } from '../ledger/detail.ts';
import { addRecord } from '../ledger/requestLedger.ts';
import type { Logger } from '../logger.ts';
import type { Database, Row } from './database.ts';
import { pairText, parsePair, sessionDictionary, sourceDictionary, tableDictionary } from './dictionary.ts';
import type {
  Bucket,
  Cell,
  Commit,
  CostSum,
  LedgerReach,
  LedgerStore,
  LedgerSummary,
  LoggedCost,
  RequestFilter,
  SaveOutcome,
  SessionFacts,
} from './ledgerStore.ts';
import { readForeign } from './foreignDatabase.ts';
import { openDatabase } from './openDatabase.ts';
import { COUNTER_COLUMNS, COUNTER_SUMS, LOCAL, readCounters } from './rows.ts';
import { QUARTER_MS } from './schema.ts';
import type { ProjectOf } from '../sessions/projectOf.ts';
import type { SnapshotFolder } from './snapshots.ts';
import { type Dictionaries, type Groups, SqlRequestTable } from './sqlRequestTable.ts';
import { SqlSessions } from './sqlSessions.ts';
import { SqlCosts } from './sqlCosts.ts';

/** What a store is made of. */
export interface SqlLedgerOptions {
  readonly sqlite: SqlJsStatic;
  /** Where it is kept; without it, in memory only. */
  readonly folder: SnapshotFolder | undefined;
  /** Name of this machine: log paths of several machines are told apart by it. */
  readonly host: string;
  /** The project of a working folder. Asked when a request is taken in, since worktrees vanish. */
  readonly projectOf: ProjectOf;
  readonly log: Logger;
}

const SET_CURSOR = `UPDATE source SET offset = ?, size = ?, mtime_ms = ?, inode = ?, head = ?, tail = ?, state = ?
  WHERE id = ?`;
const FOREVER = Number.MAX_SAFE_INTEGER;
const CELL = 'quarter, session, model, project, detail, requests, ' + COUNTER_COLUMNS.join(', ');

/** The ledger in an SQLite database in memory, saved as snapshots. */
export class SqlLedgerStore implements LedgerStore {
  readonly #options: SqlLedgerOptions;
  #db!: Database;
  #names!: Dictionaries;
  #groups!: Groups;
  #sessions!: SqlSessions;
  #costs!: SqlCosts;
  #number = 0;
  /** Id of this machine in the database. */
  #host = '';
  #dirty = false;
  #saving: Promise<SaveOutcome> = Promise.resolve('unchanged');

  /** @throws NewerDatabaseError */
  constructor(options: SqlLedgerOptions) {
    this.#options = options;
    this.#open();
  }

  cursor(path: string): FileCursor | undefined {
    const sql = 'SELECT offset, size, mtime_ms, inode, head, tail, state FROM source WHERE path = ? AND host = ?';
    const row = this.#db.first(sql, [path, this.#host]);
    if (!row) return undefined;
    const [offset, size, mtimeMs, inode] = row.map(Number) as [number, number, number, number];
    const state = row[6] === null ? undefined : String(row[6]);
    return { offset, size, mtimeMs, inode, head: String(row[4]), tail: String(row[5]), state };
  }

  commit(commits: readonly Commit[]): ReadonlyMap<string, readonly number[]> {
    this.#dirty = true;
    try {
      return this.#db.transaction(() => this.#write(commits));
    } catch (error) {
      this.#loadNames(); // they may know entries that were rolled back
      throw error;
    }
  }

  #write(commits: readonly Commit[]): ReadonlyMap<string, readonly number[]> {
    const table = new SqlRequestTable(this.#db, this.#names, this.#groups, this.#host);
    for (const { agent, path, records } of commits)
      for (const record of records)
        if (record.kind === 'usage') addRecord(table, agent, path, inProject(record, this.#options.projectOf));
    const times = table.flush();
    for (const { agent, path, cursor, records } of commits) {
      this.#sessions.add(agent, records);
      const { offset, size, mtimeMs, inode, head, tail, state = null } = cursor;
      const source = this.#names.sources.id(pairText(this.#host, path));
      this.#db.run(SET_CURSOR, [offset, size, mtimeMs, inode, head, tail, state, source]);
    }
    return times;
  }

  cells({ agent, since = -FOREVER, until = FOREVER }: RequestFilter): Cell[] {
    const isWhole = (at: number): boolean => Math.abs(at) === FOREVER || at % QUARTER_MS === 0;
    const whole = isWhole(since) && isWhole(until);
    const rows = whole ? this.#rolledCells(since, until) : this.#countedCells(since, until);
    return rows.map((row) => this.#cell(row)).filter((cell) => agent === undefined || cell.agent === agent);
  }

  costSums(since?: number, until?: number): CostSum[] {
    return this.#costs.costSums(since, until);
  }

  loggedCosts(filter: RequestFilter): LoggedCost[] {
    return this.#costs.loggedCosts(filter);
  }

  buckets({ agent, since, until }: Required<RequestFilter>, bucketMs: number): Bucket[] {
    const sql = `SELECT CAST((at - ?3) / ?4 AS INTEGER) AS bucket, model, count(*), ${COUNTER_SUMS}
      FROM request JOIN session ON session.id = request.session
      WHERE at >= ?3 AND at < ?2 AND session.agent = ?1 AND flags & ${LOCAL} = 0 GROUP BY bucket, model ORDER BY bucket`;
    return this.#db.all(sql, [agent, until, since, bucketMs]).map((row) => ({
      agent,
      index: Number(row[0]),
      model: this.#names.models.text(Number(row[1])),
      requests: Number(row[2]),
      counters: readCounters(row, 3),
    }));
  }

  requestTimes(agent: string, since: number): number[] {
    const sql = `SELECT begun_at FROM request JOIN session ON session.id = request.session
      WHERE at >= ? AND session.agent = ? AND flags & ${LOCAL} = 0 ORDER BY begun_at`;
    return this.#db.all(sql, [since, agent]).map(([at]) => Number(at));
  }

  recentSessions(limit: number, filter: RequestFilter = {}): SessionFacts[] {
    return this.#sessions.recent(limit, filter);
  }

  sessionCells(agent: string, session: string): Cell[] {
    const id = this.#names.sessions.id(pairText(agent, session));
    return this.#db.all(`SELECT ${CELL} FROM rollup WHERE session = ?`, [id]).map((row) => this.#cell(row));
  }

  summary(): LedgerSummary {
    const [requests] = this.#db.first('SELECT sum(requests) FROM rollup') ?? [];
    return { requests: Number(requests ?? 0), ...this.reach() };
  }

  reach(): LedgerReach {
    const [sessions, firstAt] = this.#db.first('SELECT count(last_at), min(first_at) FROM session') ?? [];
    return { sessions: Number(sessions), firstAt: instant(firstAt) };
  }

  lastRequestAt(): number | null {
    return instant(this.#db.first('SELECT max(last_at) FROM session')?.[0]);
  }

  /** One at a time: two would claim the same number. */
  save(): Promise<SaveOutcome> {
    this.#saving = this.#saving.then(
      () => this.#save(),
      () => this.#save(),
    );
    return this.#saving;
  }

  readForeign<T>(path: string, use: (query: DatabaseQuery) => T): T {
    return readForeign(this.#options.sqlite, path, use);
  }

  close(): void {
    this.#db.close();
  }

  async #save(): Promise<SaveOutcome> {
    const { folder } = this.#options;
    if (!folder || !this.#dirty) return 'unchanged';
    this.#dirty = false;
    try {
      if (await folder.publish({ number: this.#number + 1, bytes: this.#db.export() })) {
        this.#number++;
        return 'saved';
      }
      const before = this.#db;
      this.#open();
      before.close();
      return 'superseded';
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
  }

  #open(): void {
    const { sqlite, folder, host, log } = this.#options;
    const { db, number } = openDatabase(sqlite, folder, log);
    this.#db = db;
    this.#number = number;
    db.run('INSERT OR IGNORE INTO host (name) VALUES (?)', [host]);
    this.#host = String(db.first('SELECT id FROM host WHERE name = ?', [host])![0]);
    this.#loadNames();
  }

  #loadNames(): void {
    const db = this.#db;
    this.#names = {
      sessions: sessionDictionary(db),
      models: tableDictionary(db, 'model', 'name'),
      projects: tableDictionary(db, 'project', 'path'),
      sources: sourceDictionary(db),
      details: tableDictionary(db, 'detail', 'text'),
    };
    const ids = (sql: string): Set<number> => new Set(db.all(sql).map(([id]) => Number(id)));
    this.#groups = {
      shared: ids('SELECT grp FROM shared_group'),
      varied: ids('SELECT DISTINCT grp FROM variant'),
      copied: ids('SELECT DISTINCT original FROM copy'),
      copies: ids('SELECT DISTINCT id FROM copy'),
      ids: db.first('SELECT 1 FROM request') ? undefined : new Set(),
    };
    this.#sessions = new SqlSessions(db, this.#names);
    this.#costs = new SqlCosts(db, this.#names);
  }

  #rolledCells(since: number, until: number): Row[] {
    const sql = `SELECT ${CELL} FROM rollup WHERE quarter >= ? AND quarter < ?`;
    return this.#db.all(sql, [since / QUARTER_MS, until / QUARTER_MS]);
  }

  #countedCells(since: number, until: number): Row[] {
    const sql = `SELECT (at - (at % ${QUARTER_MS} + ${QUARTER_MS}) % ${QUARTER_MS}) / ${QUARTER_MS} AS quarter, session, model, project, detail,
      sum(flags & ${LOCAL} = 0), ${COUNTER_SUMS} FROM request WHERE at >= ? AND at < ?
      GROUP BY quarter, session, model, project, detail`;
    return this.#db.all(sql, [since, until]);
  }

  #cell(row: Row): Cell {
    const [quarter, session, model, project, detail, requests] = row.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [agent, key] = parsePair(this.#names.sessions.text(session));
    return {
      agent,
      session: key,
      model: this.#names.models.text(model),
      project: this.#names.projects.text(project),
      quarter: quarter * QUARTER_MS,
      detail: parseDetail(this.#names.details.text(detail)),
      requests,
      counters: readCounters(row, 6),
    };
  }
}

function inProject(record: UsageRecord, projectOf: ProjectOf): UsageRecord {
  const project = projectOf(record.project);
  return project === record.project ? record : { ...record, project };
}

function instant(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
