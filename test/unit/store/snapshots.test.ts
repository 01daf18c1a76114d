import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Database } from '../../../src/engine/store/database.ts';
import { SnapshotFolder } from '../../../src/engine/store/snapshots.ts';
import { usage } from '../../support/records.ts';
import { commit, folderStore, sqlite } from '../../support/stores.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { turns } from '../../support/until.ts';

const name = (number: number): string => `ledger-${String(number).padStart(8, '0')}.db`;

/** Saves a ledger of as many requests, one save for each. */
async function saveTimes(folder: string, times: number, from = 0): Promise<void> {
  const store = await folderStore(folder);
  for (let i = from; i < from + times; i++) {
    commit(store, [usage({ key: `id:${i}` })]);
    assert.equal(await store.save(), 'saved');
  }
  store.close();
}

describe('snapshots of the ledger', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(tempFolder(), 'storage/ledger');
  });

  it('are sound databases with the number of their save', async () => {
    await saveTimes(folder, 1);
    assert.deepEqual(readdirSync(folder), [name(1)]);
    const db = new Database(await sqlite(), readFileSync(path.join(folder, name(1))));
    assert.deepEqual(db.all('PRAGMA integrity_check'), [['ok']]);
    assert.deepEqual(db.all('PRAGMA foreign_key_check'), []);
    assert.equal(db.first('SELECT count(*) FROM request')?.[0], 1);
    db.close();
  });

  it('are for the person alone', async () => {
    await saveTimes(folder, 1);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(path.join(folder, name(1))).mode & 0o777, 0o600);
  });

  it('make a folder that others could see private', async () => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    await saveTimes(folder, 1);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
  });

  it('are numbered on, across restarts, and only two are kept', async () => {
    await saveTimes(folder, 3);
    await saveTimes(folder, 2, 3);
    assert.deepEqual(readdirSync(folder), [name(4), name(5)]);
    const store = await folderStore(folder);
    assert.equal(store.summary().requests, 5);
    store.close();
  });

  it('leave other files alone', async () => {
    await saveTimes(folder, 1);
    const others = ['notes.txt', 'ledger-1.db', 'ledger-00000001.db.bak', 'xledger-00000009.db'];
    for (const other of others) writeFileSync(path.join(folder, other), 'mine');
    await saveTimes(folder, 3, 1);
    for (const other of others) assert.equal(readFileSync(path.join(folder, other), 'utf8'), 'mine');
    assert.deepEqual(new SnapshotFolder(folder).numbers(), [4, 3]);
  });

  it('leave no draft, whether published or refused', async () => {
    const snapshots = new SnapshotFolder(folder);
    assert.equal(await snapshots.publish({ number: 1, bytes: Uint8Array.of(1) }), true);
    assert.equal(await snapshots.publish({ number: 1, bytes: Uint8Array.of(2) }), false);
    assert.deepEqual(readdirSync(folder), [name(1)]);
    assert.deepEqual([...snapshots.read(1).bytes], [1]);
  });

  it('clear away drafts that a process left when it was killed', async () => {
    mkdirSync(folder, { recursive: true });
    const { utimesSync } = await import('node:fs');
    const draft = path.join(folder, 'draft-0b5f5e4e-0000-4000-8000-000000000000.db');
    writeFileSync(draft, 'half a database');
    utimesSync(draft, 1000, 1000);
    await saveTimes(folder, 1);
    assert.equal(existsSync(draft), false);
  });

  it('of an unchanged ledger are not written', async () => {
    const store = await folderStore(folder);
    assert.equal(await store.save(), 'unchanged');
    commit(store, []);
    assert.equal(await store.save(), 'saved');
    assert.equal(await store.save(), 'unchanged');
    assert.deepEqual(readdirSync(folder), [name(1)]);
    store.close();
  });

  it('are tried again after a failure', async () => {
    const store = await folderStore(folder);
    commit(store, [usage()]);
    const { renameSync } = await import('node:fs');
    renameSync(folder, `${folder}-away`);
    await assert.rejects(store.save(), { code: 'ENOENT' });
    renameSync(`${folder}-away`, folder);
    assert.equal(await store.save(), 'saved');
    store.close();
  });

  it('hold what was committed while one was being written', async () => {
    const store = await folderStore(folder);
    commit(store, [usage()]);
    const first = store.save();
    await turns(1);
    commit(store, [usage({ key: 'id:2' })]);
    const outcomes = await Promise.all([first, store.save(), store.save()]);
    assert.deepEqual(outcomes, ['saved', 'saved', 'unchanged']);
    assert.equal(store.summary().requests, 2);
    store.close();
    const again = await folderStore(folder);
    assert.equal(again.summary().requests, 2);
    again.close();
  });
});
