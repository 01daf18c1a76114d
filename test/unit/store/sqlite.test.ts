import assert from 'node:assert/strict';
import type { Database as SqlDatabase } from 'sql.js';
import { Database } from '../../../src/engine/store/database.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from '../../../src/engine/store/schema.ts';
import { sqlite } from '../../support/stores.ts';

// What the store relies on in sql.js: earlier versions (up to 1.15.1) closed and reopened the database in export().
describe('sql.js: export()', () => {
  let db: SqlDatabase;
  beforeEach(async () => {
    db = new (await sqlite()).Database();
    db.run('CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (id INTEGER REFERENCES parent)');
  });
  afterEach(() => db.close());

  it('leaves prepared statements alive', () => {
    const insert = db.prepare('INSERT INTO parent VALUES (?)');
    insert.run([1]);
    db.export();
    insert.run([2]);
    insert.free();
    assert.deepEqual(db.exec('SELECT count(*) FROM parent')[0]?.values, [[2]]);
  });
  it('keeps PRAGMA foreign_keys', () => {
    db.run('PRAGMA foreign_keys = ON');
    db.export();
    assert.deepEqual(db.exec('PRAGMA foreign_keys')[0]?.values, [[1]]);
    assert.throws(() => db.run('INSERT INTO child VALUES (9)'), /FOREIGN KEY/);
  });
  it('throws in a transaction, which stays intact', () => {
    db.run('BEGIN; INSERT INTO parent VALUES (1)');
    assert.throws(() => db.export());
    db.run('INSERT INTO parent VALUES (2); COMMIT');
    assert.deepEqual(db.exec('SELECT id FROM parent')[0]?.values, [[1], [2]]);
  });
  it('keeps custom functions', () => {
    db.create_function('twice', (value: number) => value * 2);
    db.export();
    assert.deepEqual(db.exec('SELECT twice(21)')[0]?.values, [[42]]);
  });
  it('keeps update hooks', () => {
    const updates: unknown[] = [];
    const hooked = db as SqlDatabase & { updateHook(hook: (...update: unknown[]) => void): void };
    hooked.updateHook((operation, _database, table, id) => updates.push([operation, table, id]));
    db.export();
    db.run('INSERT INTO parent VALUES (7)');
    assert.deepEqual(updates, [['insert', 'parent', 7]]);
  });
});

describe('Database', () => {
  let db: Database;
  beforeEach(async () => {
    db = new Database(await sqlite());
  });
  afterEach(() => db.close());

  it('is brought up from nothing to the present schema, once', () => {
    assert.equal(schemaVersion(db), 0);
    migrate(db);
    assert.equal(schemaVersion(db), SCHEMA_VERSION);
    const tables = new Set(db.all("SELECT name FROM sqlite_schema WHERE type = 'table'").flat());
    assert.ok(tables.has('request') && tables.has('rollup'));
    migrate(db);
    assert.equal(schemaVersion(db), SCHEMA_VERSION);
    assert.deepEqual(db.all('PRAGMA integrity_check'), [['ok']]);
  });

  it('rolls back what a failed piece of work did, and goes on', () => {
    db.script('CREATE TABLE t (x UNIQUE)');
    const failing = (): void =>
      db.transaction(() => {
        db.run('INSERT INTO t VALUES (1)');
        throw new Error('no');
      });
    assert.throws(failing, /^Error: no$/);
    assert.equal(
      db.transaction(() => (db.run('INSERT INTO t VALUES (1)'), 'done')),
      'done',
    );
    assert.throws(() => db.run('INSERT INTO t VALUES (1)'), /UNIQUE/);
    assert.deepEqual(db.all('SELECT x FROM t'), [[1]]);
  });

  it('gives rows of one statement at two places at once', () => {
    db.script('CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (3)');
    assert.deepEqual(db.all('SELECT x FROM t WHERE x > ?', [1]), [[2], [3]]);
    assert.deepEqual(db.first('SELECT x FROM t WHERE x > ?', [2]), [3]);
    assert.equal(db.first('SELECT x FROM t WHERE x > ?', [3]), undefined);
  });

  it('checks foreign keys, after an export too', () => {
    db.script('CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id REFERENCES p)');
    db.export();
    assert.throws(() => db.run('INSERT INTO c VALUES (1)'), /FOREIGN KEY/);
  });
});
