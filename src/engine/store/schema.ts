import type { Database } from './database.ts';

/** The length of a roll-up cell. Every time zone's offset falls on it, so local days are exact sums of cells. */
export const QUARTER_MS = 900_000;

const COUNTERS = `
  input INTEGER NOT NULL, output INTEGER NOT NULL,
  cache_creation INTEGER NOT NULL, cache_creation_1h INTEGER NOT NULL, cache_read INTEGER NOT NULL,
  reasoning INTEGER NOT NULL, web_searches INTEGER NOT NULL`;

/** Columns that a request and a variant of one share. The bits of `flags` are named in rows.ts. */
const REQUEST = `
  at INTEGER NOT NULL, begun_at INTEGER NOT NULL, id INTEGER NOT NULL, grp INTEGER NOT NULL, discriminator INTEGER NOT NULL,
  session INTEGER NOT NULL, model INTEGER NOT NULL, project INTEGER NOT NULL, source INTEGER NOT NULL,
  offset INTEGER NOT NULL, flags INTEGER NOT NULL, ${COUNTERS}`;

/** One entry per schema version: what leads to it from the version before. Entries are never changed, only added. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE host (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE source (
    id INTEGER PRIMARY KEY, host INTEGER NOT NULL REFERENCES host, path TEXT NOT NULL,
    offset INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ms REAL NOT NULL, inode INTEGER NOT NULL,
    head TEXT NOT NULL, tail TEXT NOT NULL, UNIQUE (path, host));
  CREATE TABLE session (
    id INTEGER PRIMARY KEY, agent TEXT NOT NULL, key TEXT NOT NULL, title TEXT, branch TEXT,
    first_at INTEGER, last_at INTEGER, UNIQUE (key, agent));
  CREATE INDEX session_last_at ON session (last_at);
  CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE project (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE request (${REQUEST}, UNIQUE (id), PRIMARY KEY (at, id)) WITHOUT ROWID;
  CREATE TABLE variant (${REQUEST}, PRIMARY KEY (grp, id)) WITHOUT ROWID;
  CREATE TABLE shared_group (grp INTEGER PRIMARY KEY);
  CREATE TABLE rollup (
    quarter INTEGER NOT NULL, session INTEGER NOT NULL, model INTEGER NOT NULL, project INTEGER NOT NULL,
    entries INTEGER NOT NULL, requests INTEGER NOT NULL, ${COUNTERS},
    PRIMARY KEY (quarter, session, model, project)) WITHOUT ROWID;
  CREATE INDEX rollup_session ON rollup (session);
  `,
  // What version 1 did not note is read from the logs again.
  `
  CREATE TABLE detail (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  INSERT INTO detail VALUES (1, '[null,null,null,0,"estimated","not-noted"]');
  ALTER TABLE request ADD COLUMN detail INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE request ADD COLUMN cost REAL;
  ALTER TABLE variant ADD COLUMN detail INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE variant ADD COLUMN cost REAL;
  CREATE TABLE copy (original INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (original, id)) WITHOUT ROWID;
  CREATE INDEX copy_id ON copy (id);
  ALTER TABLE rollup RENAME TO rollup_1;
  DROP INDEX rollup_session;
  CREATE TABLE rollup (
    quarter INTEGER NOT NULL, session INTEGER NOT NULL, model INTEGER NOT NULL, project INTEGER NOT NULL,
    detail INTEGER NOT NULL, entries INTEGER NOT NULL, requests INTEGER NOT NULL, ${COUNTERS},
    PRIMARY KEY (quarter, session, model, project, detail)) WITHOUT ROWID;
  INSERT INTO rollup SELECT quarter, session, model, project, 1, entries, requests, input, output,
    cache_creation, cache_creation_1h, cache_read, reasoning, web_searches FROM rollup_1;
  DROP TABLE rollup_1;
  CREATE INDEX rollup_session ON rollup (session);
  ALTER TABLE session ADD COLUMN title_given INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN context_at INTEGER;
  ALTER TABLE session ADD COLUMN context_tokens INTEGER;
  ALTER TABLE session ADD COLUMN context_window INTEGER;
  ALTER TABLE session ADD COLUMN context_model INTEGER;
  CREATE TABLE session_item (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, session INTEGER NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX session_item_session ON session_item (session, kind);
  CREATE TABLE session_cost (session INTEGER PRIMARY KEY, at INTEGER NOT NULL, cost REAL NOT NULL, models TEXT NOT NULL);
  ALTER TABLE source ADD COLUMN state TEXT;
  UPDATE source SET offset = 0, size = -1, head = '', tail = '';
  `,
];

/** The schema version that this code writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** The schema version of a database; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  return Number(db.first('PRAGMA user_version')?.[0] ?? 0);
}

/** Brings a database up to {@link SCHEMA_VERSION}, each step a transaction of its own. */
export function migrate(db: Database): void {
  for (let version = schemaVersion(db); version < SCHEMA_VERSION; version++) {
    db.transaction(() => db.script(`${MIGRATIONS[version]}; PRAGMA user_version = ${version + 1};`));
  }
}
