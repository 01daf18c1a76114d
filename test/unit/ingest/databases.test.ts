import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { opencode } from '../../../src/engine/agents/opencode.ts';
import { databasePath, databaseStat } from '../../../src/engine/ingest/databaseStat.ts';
import { discover, logFileAt } from '../../../src/engine/ingest/discover.ts';
import { answerData, NOON, TOKENS, VERSION_1 } from '../../support/opencodeDatabase.ts';
import { hasPython, SqliteOwner } from '../../support/sqliteOwner.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';
import { type Watching, watching } from '../../support/watching.ts';

const ADD = 'INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?)';

describe('databases among the logs', function () {
  this.timeout(30_000);
  let home: string;
  let data: string;
  let file: string;
  let owner: SqliteOwner;
  let seen: Watching;

  before(function () {
    if (!hasPython()) this.skip();
  });
  beforeEach(async () => {
    home = tempFolder();
    data = path.join(home, '.local/share/opencode');
    mkdirSync(data, { recursive: true });
    file = path.join(data, 'opencode.db');
    owner = new SqliteOwner(file);
    await owner.run('PRAGMA journal_mode = WAL');
    for (const sql of VERSION_1.split(';')) await owner.run(sql);
    await add(1);
    seen = await watching({ home, variables: {} }, [opencode]);
  });

  /** Adds a complete answer, or one that has only begun. */
  async function add(serial: number, complete = true): Promise<void> {
    const answer = JSON.stringify(answerData(NOON + serial, complete ? TOKENS : undefined));
    await owner.run(ADD, `msg_${serial}`, 'ses_1', NOON, NOON, answer);
  }

  it('are looked at again when their log has grown, also over an old one', async () => {
    await seen.ingester.scan();
    assert.equal(seen.requests(), 1);
    await add(2);
    await seen.ingester.scan();
    assert.equal(seen.requests(), 2);
    await owner.run('PRAGMA wal_checkpoint(RESTART)');
    await add(3);
    await seen.ingester.scan();
    assert.equal(seen.requests(), 3);
    await owner.close();
    await seen.ingester.scan();
    assert.equal(seen.requests(), 3);
    assert.deepEqual(seen.logged, []);
  });

  it('and left alone when it has not', async () => {
    await seen.ingester.scan();
    const read = seen.store.readForeign.bind(seen.store);
    let readings = 0;
    seen.store.readForeign = (file, use) => {
      readings++;
      return read(file, use);
    };
    await seen.ingester.scan();
    assert.equal(readings, 0);
    await add(2);
    await seen.ingester.scan();
    assert.equal(readings, 1);
  });

  it('are watched through their log, and not read more often than every second', async () => {
    seen.ingester.watch();
    await seen.ingester.scan();
    await add(2, false);
    await until(() => seen.clock.pending > 1, 'the first reading');
    for (let i = 3; i < 10; i++) await add(i);
    await add(2);
    await turns();
    const early = seen.requests();
    assert.ok(early < 9);
    seen.clock.advance(1_000);
    await until(() => seen.requests() === 9, 'the rest');
  });

  it('that are large are taken in turns, each kept', async () => {
    await owner.run('BEGIN');
    for (let i = 2; i <= 4_100; i++) await add(i);
    await owner.run('COMMIT');
    await seen.ingester.scan();
    assert.equal(seen.requests(), 4_100);
  });

  it('that are damaged are told of, and cost no neighbour', async () => {
    const other = answerData(NOON + 50, TOKENS);
    write(data, 'storage/message/ses_2/msg_50.json', JSON.stringify(other));
    await owner.run('PRAGMA wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(file);
    writeFileSync(
      path.join(data, 'opencode-dev.db'),
      Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length)]),
    );
    writeFileSync(path.join(data, 'opencode-text.db'), 'x'.repeat(5_000));
    await seen.ingester.scan();
    assert.equal(seen.requests(), 2);
    assert.equal(seen.logged.length, 2);
    for (const line of seen.logged)
      assert.match(line, /^warn: .*opencode-(dev|text)\.db could not be read as a database \(.+\)/);
    writeFileSync(path.join(data, 'opencode-dev.db'), bytes);
    rmSync(path.join(data, 'opencode-text.db'));
    await seen.ingester.scan();
    assert.equal(seen.ingester.complaints.size, 1, 'only what is gone is still told of');
  });

  it('are found by their side files', async () => {
    const roots = opencode.roots({ home, variables: {} }).map((root) => ({ agent: opencode, root }));
    const found = await discover(roots, () => Promise.resolve());
    const [log] = found.files;
    assert.deepEqual([found.files.length, log?.relativePath], [1, 'opencode.db']);
    assert.equal(log?.size, statSync(file).size + statSync(`${file}-wal`).size);
    for (const name of ['opencode.db', 'opencode.db-wal', 'opencode.db-shm'])
      assert.equal(logFileAt(path.join(data, name), found.roots)?.path, file);
    assert.equal(logFileAt(path.join(data, 'other.db-wal'), found.roots), undefined);
    assert.equal(databasePath(`${file}-wal`), file);
    await owner.close();
    assert.equal(databaseStat(file).size, statSync(file).size);
    assert.throws(() => databaseStat(`${file}x`), { code: 'ENOENT' });
  });

  it('leave folders unwalked where no logs can be', async () => {
    write(data, 'snapshot/deep/down/x', 'x');
    write(data, 'storage/part/msg_1/prt_1.json', '{}');
    write(data, 'storage/session/global/ses_1.json', '{}');
    const roots = opencode.roots({ home, variables: {} }).map((root) => ({ agent: opencode, root }));
    const { folders } = await discover(roots, () => Promise.resolve());
    assert.deepEqual(folders.map((folder) => path.relative(data, folder)).toSorted(), [
      '',
      'storage',
      'storage/session',
      'storage/session/global',
    ]);
  });
});
