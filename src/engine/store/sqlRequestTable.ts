import { type Detail, detailText, parseDetail } from '../ledger/detail.ts';
import { type RequestRow, sameRow, variantId } from '../ledger/request.ts';
import type { RequestTable } from '../ledger/requestLedger.ts';
import type { Database, Row } from './database.ts';
import { type Dictionary, pairText, parsePair } from './dictionary.ts';
import { COUNTER_COLUMNS, counterValues, LOCAL, MIRROR, readCounters, SIDECHAIN } from './rows.ts';
import { QUARTER_MS } from './schema.ts';

const COLUMNS = [
  'at',
  'begun_at',
  'id',
  'grp',
  'discriminator',
  'session',
  'model',
  'project',
  'source',
  'offset',
  'flags',
  'detail',
  'cost',
  ...COUNTER_COLUMNS,
].join(', ');
const PLACES = COLUMNS.replace(/\w+/g, '?');
const SELECT_REQUEST = `SELECT ${COLUMNS} FROM request WHERE id = ?`;
const INSERT_REQUEST = `INSERT INTO request (${COLUMNS}) VALUES (${PLACES})`;
const DELETE_REQUEST = 'DELETE FROM request WHERE id = ?';
const SELECT_VARIANTS = `SELECT ${COLUMNS} FROM variant WHERE grp = ?`;
const PUT_VARIANT = `INSERT OR REPLACE INTO variant (${COLUMNS}) VALUES (${PLACES})`;
const DELETE_VARIANT = 'DELETE FROM variant WHERE grp = ? AND id = ?';
const ADD_TO_ROLLUP = `INSERT INTO rollup (quarter, session, model, project, detail, entries, requests, ${COUNTER_COLUMNS.join(', ')})
  VALUES (?, ?, ?, ?, ?, ?, ?, ${COUNTER_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO UPDATE SET entries = entries + excluded.entries, requests = requests + excluded.requests,
  ${COUNTER_COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
const DROP_EMPTY_CELL =
  'DELETE FROM rollup WHERE quarter = ? AND session = ? AND model = ? AND project = ? AND detail = ? AND entries = 0';
const SESSION_QUARTERS = 'SELECT min(quarter), max(quarter) FROM rollup WHERE session = ? AND requests > 0';
const SESSION_TIMES = `SELECT min(at), max(at) FROM request
  WHERE at >= ?2 * ${QUARTER_MS} AND at < (?2 + 1) * ${QUARTER_MS} AND session = ?1 AND flags & ${LOCAL} = 0`;
const WIDEN_SESSION =
  'UPDATE session SET first_at = min(ifnull(first_at, ?2), ?2), last_at = max(ifnull(last_at, ?3), ?3) WHERE id = ?1';
const SET_SESSION_SPAN = 'UPDATE session SET first_at = ?2, last_at = ?3 WHERE id = ?1';

/** The dictionaries that rows refer to. */
export interface Dictionaries {
  readonly sessions: Dictionary;
  readonly models: Dictionary;
  readonly projects: Dictionary;
  readonly sources: Dictionary;
  readonly details: Dictionary;
}

/** Groups that are kept in an unusual manner, in memory because there are few and every record asks. */
export interface Groups {
  /** Several requests under one key. */
  readonly shared: Set<number>;
  /** May have variants in the database. */
  readonly varied: Set<number>;
  /** Have requests that are mere copies of them, or would be if the ledger held them. */
  readonly copied: Set<number>;
  /** Are mere copies, should the ledger hold what they are copies of. */
  readonly copies: Set<number>;
  /** Ids of which a request may be in the database, and beside which there is none, in a ledger that began empty. */
  ids?: Set<number> | undefined;
}

/** As many ids are kept at hand: a first scan asks for each, and nearly all are new. */
const IDS_AT_HAND = 100_000;

/** A request as it was when the transaction first met it, and as it is to be. */
interface Entry {
  readonly before: RequestRow | undefined;
  now: RequestRow | undefined;
}

/** Times of a session's requests that came in a transaction, and whether any went. */
interface Span {
  first: number;
  last: number;
  shrunk: boolean;
}

interface CellChange {
  readonly cell: readonly [quarter: number, session: number, model: number, project: number, detail: number];
  readonly change: number[];
}

/**
 * Requests in SQLite, with the 15-minute roll-ups kept equal to their sum. Changes to requests gather in memory until
 * `flush`, so that an answer of many lines is written once.
 */
export class SqlRequestTable implements RequestTable {
  readonly #db: Database;
  readonly #host: string;
  readonly #names: Dictionaries;
  readonly #groups: Groups;
  readonly #entries = new Map<number, Entry>();
  readonly #cells = new Map<string, CellChange>();
  readonly #spans = new Map<number, Span>();

  /** `host`: id of the machine whose logs are read. */
  constructor(db: Database, names: Dictionaries, groups: Groups, host: string) {
    this.#db = db;
    this.#host = host;
    this.#names = names;
    this.#groups = groups;
  }

  get(id: number): RequestRow | undefined {
    return this.#entry(id).now;
  }

  put(row: RequestRow): void {
    this.#entry(row.id).now = row;
  }

  delete(id: number): void {
    this.#entry(id).now = undefined;
  }

  variants(group: number): RequestRow[] {
    if (!this.#groups.varied.has(group)) return [];
    return this.#db.all(SELECT_VARIANTS, [group]).map((row) => this.#decode(row, group));
  }

  putVariant(row: RequestRow): void {
    this.#groups.varied.add(row.group);
    this.#db.run(PUT_VARIANT, this.#encode(row, variantId(row)));
  }

  deleteVariant(row: RequestRow): void {
    this.#db.run(DELETE_VARIANT, [row.group, variantId(row)]);
  }

  isShared(group: number): boolean {
    return this.#groups.shared.has(group);
  }

  markShared(group: number): void {
    this.#db.run('INSERT OR IGNORE INTO shared_group VALUES (?)', [group]);
    this.#groups.shared.add(group);
  }

  copies(group: number): number[] {
    if (!this.#groups.copied.has(group)) return [];
    return this.#db.all('SELECT id FROM copy WHERE original = ?', [group]).map(([id]) => Number(id));
  }

  originals(id: number): number[] {
    if (!this.#groups.copies.has(id)) return [];
    return this.#db.all('SELECT original FROM copy WHERE id = ?', [id]).map(([original]) => Number(original));
  }

  noteCopy(group: number, id: number): void {
    this.#db.run('INSERT OR IGNORE INTO copy VALUES (?, ?)', [group, id]);
    this.#groups.copied.add(group);
    this.#groups.copies.add(id);
  }

  /** Writes what has changed. Returns, by agent, when the requests began that are new or different, old and new states of them. */
  flush(): Map<string, number[]> {
    const times = new Map<string, number[]>();
    for (const [id, { before, now }] of this.#entries) {
      if (before === now || (before && now && sameRow(before, now))) continue;
      if (before) this.#remove(id, before);
      if (now) this.#insert(now);
      for (const row of [before, now]) if (row) noteTime(times, row);
    }
    for (const { cell, change } of this.#cells.values()) {
      if (change.some((value) => value !== 0)) this.#db.run(ADD_TO_ROLLUP, [...cell, ...change]);
      if (change[0]! < 0) this.#db.run(DROP_EMPTY_CELL, [...cell]);
    }
    for (const [session, span] of this.#spans) this.#setSpan(session, span);
    this.#entries.clear();
    this.#cells.clear();
    this.#spans.clear();
    return times;
  }

  #entry(id: number): Entry {
    let entry = this.#entries.get(id);
    if (!entry) {
      const isNew = this.#groups.ids?.has(id) === false;
      const row = isNew ? undefined : this.#db.first(SELECT_REQUEST, [id]);
      const before = row && this.#decode(row, id);
      this.#entries.set(id, (entry = { before, now: before }));
    }
    return entry;
  }

  #insert(row: RequestRow): void {
    this.#db.run(INSERT_REQUEST, this.#encode(row, row.id));
    this.#groups.ids?.add(row.id);
    if ((this.#groups.ids?.size ?? 0) > IDS_AT_HAND) this.#groups.ids = undefined;
    this.#roll(row, 1);
  }

  #remove(id: number, row: RequestRow): void {
    this.#db.run(DELETE_REQUEST, [id]);
    this.#roll(row, -1);
  }

  #roll(row: RequestRow, sign: 1 | -1): void {
    const quarter = Math.floor(row.at / QUARTER_MS);
    const cell = [
      quarter,
      this.#session(row),
      this.#names.models.id(row.model),
      this.#names.projects.id(row.project),
      this.#detail(row.detail),
    ] as const;
    const key = cell.join();
    let entry = this.#cells.get(key);
    if (!entry)
      this.#cells.set(key, (entry = { cell, change: Array.from({ length: 2 + COUNTER_COLUMNS.length }, () => 0) }));
    this.#noteSpan(cell[1], row, sign);
    const values = [1, row.local ? 0 : 1, ...counterValues(row.counters)];
    for (const [i, value] of values.entries()) entry.change[i]! += sign * value;
  }

  #noteSpan(session: number, row: RequestRow, sign: 1 | -1): void {
    const span = this.#spans.get(session) ?? { first: Infinity, last: -Infinity, shrunk: false };
    this.#spans.set(session, span);
    if (sign < 0) span.shrunk = true;
    else if (!row.local) {
      span.first = Math.min(span.first, row.at);
      span.last = Math.max(span.last, row.at);
    }
  }

  /** A session reaches from its first to its last request; one without any has no times. */
  #setSpan(session: number, { first, last, shrunk }: Span): void {
    if (!shrunk) {
      if (first <= last) this.#db.run(WIDEN_SESSION, [session, first, last]);
      return;
    }
    const [firstQuarter, lastQuarter] = this.#db.first(SESSION_QUARTERS, [session]) ?? [];
    const at = (quarter: unknown, column: 0 | 1): number | null =>
      typeof quarter === 'number' ? Number(this.#db.first(SESSION_TIMES, [session, quarter])![column]) : null;
    this.#db.run(SET_SESSION_SPAN, [session, at(firstQuarter, 0), at(lastQuarter, 1)]);
  }

  #session(row: RequestRow): number {
    return this.#names.sessions.id(pairText(row.agent, row.session));
  }

  #detail(detail: Detail): number {
    return this.#names.details.id(detailText(detail));
  }

  #encode(row: RequestRow, id: number): (number | null)[] {
    const flags = (row.mirror ? MIRROR : 0) | (row.sidechain ? SIDECHAIN : 0) | (row.local ? LOCAL : 0);
    const { models, projects, sources } = this.#names;
    const names = [
      this.#session(row),
      models.id(row.model),
      projects.id(row.project),
      sources.id(pairText(this.#host, row.source)),
    ];
    const { at, begunAt, group, discriminator, offset, costUsd } = row;
    const detail = this.#detail(row.detail);
    const facts = [at, begunAt, id, group, discriminator, ...names, offset, flags, detail, costUsd];
    return [...facts, ...counterValues(row.counters)];
  }

  #decode(row: Row, id: number): RequestRow {
    const value = (i: number): number => Number(row[i]);
    const { sessions, models, projects, sources, details } = this.#names;
    const [agent, session] = parsePair(sessions.text(value(5)));
    const flags = value(10);
    return {
      id,
      group: value(3),
      discriminator: value(4),
      agent,
      source: parsePair(sources.text(value(8)))[1],
      offset: value(9),
      at: value(0),
      begunAt: value(1),
      session,
      model: models.text(value(6)),
      project: projects.text(value(7)),
      detail: parseDetail(details.text(value(11))),
      costUsd: row[12] === null ? null : value(12),
      counters: readCounters(row, 13),
      mirror: (flags & MIRROR) !== 0,
      sidechain: (flags & SIDECHAIN) !== 0,
      local: (flags & LOCAL) !== 0,
    };
  }
}

function noteTime(times: Map<string, number[]>, { agent, begunAt }: RequestRow): void {
  const own = times.get(agent);
  if (own) own.push(begunAt);
  else times.set(agent, [begunAt]);
}
