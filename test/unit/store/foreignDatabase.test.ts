import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import type { SqlJsStatic } from 'sql.js';
import { readForeign } from '../../../src/engine/store/foreignDatabase.ts';
import { hasPython, type Rows, runOnce, SqliteOwner } from '../../support/sqliteOwner.ts';
import { sqlite } from '../../support/stores.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const ALL = 'SELECT id, text FROM item ORDER BY id';
const FILLER = 'x'.repeat(300);

describe('reading databases of other programs', function () {
  this.timeout(30_000);
  let engine: SqlJsStatic;
  let folder: string;
  let file: string;
  let owner: SqliteOwner;

  before(async function () {
    if (!hasPython()) this.skip();
    engine = await sqlite();
  });
  beforeEach(async () => {
    folder = tempFolder();
    file = path.join(folder, 'agent.db');
    owner = new SqliteOwner(file);
    await owner.run('PRAGMA journal_mode = WAL');
    await owner.run('PRAGMA wal_autocheckpoint = 0');
    await owner.run('CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT)');
  });

  /** What the reader sees; fails if it leaves a trace. */
  function seen(at = file): Rows {
    const before = traces(path.dirname(at));
    const rows = readForeign(engine, at, (query) =>
      [...query(ALL)].map(({ id, text }) => [id, text] as [number, string]),
    );
    assert.deepEqual(traces(path.dirname(at)), before, 'no file may be changed or made');
    return rows;
  }

  async function add(from: number, to: number): Promise<void> {
    await owner.run(
      `WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT OR REPLACE INTO item SELECT i, i || ? FROM n`,
      from,
      to,
      FILLER,
    );
  }

  it('a log that holds everything, while the owner has it open', async () => {
    await add(1, 500);
    assert.deepEqual(seen(), await owner.run(ALL));
    assert.ok(statSync(`${file}-wal`).size > statSync(file).size, 'the log is to be larger than the database');
  });

  it('a database without a log, closed and open', async () => {
    await add(1, 50);
    await owner.run('PRAGMA wal_checkpoint(TRUNCATE)');
    const expected = await owner.run(ALL);
    assert.deepEqual(seen(), expected);
    await owner.close();
    assert.ok(!existsSync(`${file}-wal`));
    assert.deepEqual(seen(), expected);
  });

  it('what came after a checkpoint, in a log that was begun anew over an old one', async () => {
    await add(1, 500);
    await owner.run('PRAGMA wal_checkpoint(RESTART)');
    await add(490, 510);
    await owner.run('DELETE FROM item WHERE id < 5');
    assert.deepEqual(seen(), await owner.run(ALL));
  });

  it('nothing of a transaction that is open, also where its pages are in the log already', async () => {
    await add(1, 20);
    const expected = await owner.run(ALL);
    await owner.run('PRAGMA cache_size = 2');
    await owner.run('BEGIN');
    const before = statSync(`${file}-wal`).size;
    await add(10, 2_000);
    assert.ok(statSync(`${file}-wal`).size > before, 'pages are to be spilled before the commit');
    assert.deepEqual(seen(), expected);
    await owner.run('ROLLBACK');
    assert.deepEqual(seen(), expected);
    await add(21, 22);
    assert.deepEqual(seen(), await owner.run(ALL));
  });

  it('a database that shrank', async () => {
    await owner.run('PRAGMA auto_vacuum = FULL');
    await owner.run('VACUUM');
    await add(1, 1_000);
    await owner.run('PRAGMA wal_checkpoint(TRUNCATE)');
    await owner.run('DELETE FROM item WHERE id > 3');
    await owner.run('VACUUM');
    assert.deepEqual(seen(), await owner.run(ALL));
  });

  for (const pageSize of [512, 65_536]) {
    it(`pages of ${pageSize} bytes`, async () => {
      await owner.close();
      file = path.join(folder, `${pageSize}.db`);
      owner = new SqliteOwner(file);
      await owner.run(`PRAGMA page_size = ${pageSize}`);
      await owner.run('PRAGMA journal_mode = WAL');
      await owner.run('CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT)');
      await add(1, 700);
      assert.deepEqual(seen(), await owner.run(ALL));
    });
  }

  it('what a crash left in the log', async () => {
    await add(1, 300);
    const expected = await owner.run(ALL);
    await owner.run('BEGIN');
    await add(1, 900);
    await owner.kill();
    assert.deepEqual(seen(), expected);
  });

  it('a log with a damaged or missing tail, as SQLite itself reads it', async () => {
    for (let i = 1; i <= 40; i++) await add(i, i + 10);
    const [db, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
    const damage = fc.record({
      length: fc.integer({ min: 0, max: wal.length }),
      flips: fc.array(fc.integer({ min: 0, max: wal.length - 1 }), { maxLength: 2 }),
    });
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(damage, async ({ length, flips }) => {
        const damaged = Buffer.from(wal);
        for (const at of flips) damaged[at]! ^= 0x40;
        const [mine, its] = ['mine', 'its'].map((name) => path.join(folder, `${++serial}-${name}`, 'agent.db'));
        for (const copy of [mine!, its!]) {
          mkdirSync(path.dirname(copy));
          writeFileSync(copy, db);
          writeFileSync(`${copy}-wal`, damaged.subarray(0, length));
        }
        const other = new SqliteOwner(its!);
        assert.deepEqual(
          outcome(() => seen(mine)),
          await asyncOutcome(() => other.run(ALL)),
        );
        await other.close();
      }),
      { numRuns: 30 },
    );
  });

  for (const [what, place] of [
    ['page number', 3],
    ['number of pages', 6],
    ['salt', 9],
    ['checksum', 17],
    ['contents', 900],
  ] as const) {
    it(`a log with a damaged ${what} in a frame, as SQLite itself reads it`, async () => {
      for (let i = 1; i <= 10; i++) await add(i, i + 10);
      const wal = readFileSync(`${file}-wal`);
      const frames = (wal.length - 32) / 4_120;
      const [mine, its] = ['mine', 'its'].map((name) => path.join(folder, name, 'agent.db'));
      wal[32 + Math.floor(frames / 2) * 4_120 + place]! ^= 1;
      for (const copy of [mine!, its!]) {
        mkdirSync(path.dirname(copy));
        copyFileSync(file, copy);
        writeFileSync(`${copy}-wal`, wal);
      }
      const expected = await new SqliteOwner(its!).run(ALL);
      assert.ok(expected.length < (await owner.run(ALL)).length);
      assert.deepEqual(seen(mine), expected);
    });
  }

  it('a log that is begun anew while it is read, in a second try', async () => {
    await add(1, 100);
    await owner.run('PRAGMA wal_checkpoint(PASSIVE)');
    let tries = 0;
    const rows = readForeign(engine, file, (query) => {
      if (++tries === 1) runOnce(file, "INSERT INTO item VALUES (101, 'new')");
      return [...query(ALL)].map(({ id, text }) => [id, text]);
    });
    assert.equal(tries, 2);
    assert.deepEqual(rows, await owner.run(ALL));
  });

  it('gives up where the owner never rests', () => {
    let tries = 0;
    assert.throws(
      () =>
        readForeign(engine, file, () =>
          runOnce(file, `INSERT INTO item VALUES (${++tries}, 'new')`, 'PRAGMA wal_checkpoint(RESTART)'),
        ),
      /it is being written/,
    );
    assert.equal(tries, 5);
  });

  it('each state between commits, while the owner writes, checkpoints and begins the log anew', async () => {
    await owner.run('CREATE TABLE total (n INTEGER)');
    await owner.run('INSERT INTO total VALUES (0)');
    const writing = (async () => {
      for (let i = 1; i <= 120; i++) {
        await owner.run('BEGIN');
        await owner.run('INSERT INTO item (text) VALUES (hex(randomblob(900)))');
        await owner.run('UPDATE total SET n = n + 1');
        await owner.run('COMMIT');
        if (i % 7 === 0) await owner.run(`PRAGMA wal_checkpoint(${i % 2 ? 'PASSIVE' : 'RESTART'})`);
      }
      return true;
    })();
    let done = false;
    void writing.then(() => (done = true));
    let last = 0;
    while (!done) {
      const { items, total } = readForeign(engine, file, (query) => ({
        items: Number([...query('SELECT count(*) AS n FROM item')][0]!['n']),
        total: Number([...query('SELECT n FROM total')][0]!['n']),
      }));
      assert.equal(items, total);
      assert.ok(total >= last);
      last = total;
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(await writing);
  });

  it('refuses a database whose rollback journal holds a transaction', async () => {
    await owner.run('PRAGMA journal_mode = DELETE');
    await owner.run('PRAGMA cache_size = 2');
    await add(1, 20);
    const expected = await owner.run(ALL);
    assert.deepEqual(seen(), expected);
    await owner.run('BEGIN');
    await add(1, 2_000);
    assert.throws(() => seen(), /it is being written/);
    await owner.run('ROLLBACK');
    assert.deepEqual(seen(), expected);
  });

  it('reads only the pages that a query needs', async () => {
    await add(1, 20_000);
    await owner.run('PRAGMA wal_checkpoint(TRUNCATE)');
    const large = statSync(file).size;
    const copy = path.join(folder, 'copy.db');
    copyFileSync(file, copy);
    // Whatever lies in the middle is not looked at for the last row: it may as well be missing.
    const bytes = readFileSync(copy);
    bytes.fill(0xff, Math.floor(large / 3), Math.floor(large / 2));
    writeFileSync(copy, bytes);
    const last = readForeign(engine, copy, (query) => [...query('SELECT max(id) AS id FROM item')][0]);
    assert.deepEqual(last, { id: 20_000 });
  });

  it('throws for what is no database, is damaged or absent', async () => {
    await add(1, 500);
    await owner.close();
    const bytes = readFileSync(file);
    const text = path.join(folder, 'text.db');
    writeFileSync(text, 'not a database at all, but long enough to be taken for one'.repeat(40));
    assert.throws(() => seen(text), /no SQLite database/);
    const cut = path.join(folder, 'cut.db');
    writeFileSync(cut, bytes.subarray(0, 5_000));
    assert.throws(() => seen(cut), /malformed/);
    assert.throws(() => readForeign(engine, path.join(folder, 'absent.db'), () => 0), { code: 'ENOENT' });
    const empty = path.join(folder, 'empty.db');
    writeFileSync(empty, '');
    assert.deepEqual(
      readForeign(engine, empty, (query) => [...query('SELECT * FROM sqlite_master')]),
      [],
    );
  });
});

/** Contents and times of all files of a folder. */
function traces(folder: string): unknown {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => {
    const { mtimeNs, size } = statSync(path.join(folder, name), { bigint: true });
    return { name, mtimeNs, size, bytes: readFileSync(path.join(folder, name)).toString('base64') };
  });
}

/** Rows, or that there was an error: the words for it may differ. */
function outcome(run: () => Rows): Rows | 'error' {
  try {
    return run();
  } catch {
    return 'error';
  }
}

async function asyncOutcome(run: () => Promise<Rows>): Promise<Rows | 'error'> {
  try {
    return await run();
  } catch {
    return 'error';
  }
}
