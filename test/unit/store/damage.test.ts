import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createStore } from '../../../src/engine/store/createStore.ts';
import { Database } from '../../../src/engine/store/database.ts';
import { SCHEMA_VERSION } from '../../../src/engine/store/schema.ts';
import { usage } from '../../support/records.ts';
import { commit, folderStore, sqlite, WASM } from '../../support/stores.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const name = (number: number): string => `ledger-${String(number).padStart(8, '0')}.db`;
const logged: string[] = [];
const log = (level: string, message: string): void => void logged.push(`${level}: ${message}`);

/** A folder with two snapshots, of one and of two requests. */
async function twoSnapshots(): Promise<string> {
  const folder = tempFolder();
  const store = await folderStore(folder);
  for (const key of ['id:1', 'id:2']) {
    commit(store, [usage({ key })], '/logs/a.jsonl', key === 'id:1' ? 100 : 200);
    await store.save();
  }
  store.close();
  return folder;
}

/** Opens a folder as the engine does. */
function open(folder: string) {
  return createStore({ wasmPath: WASM, folder, host: 'here', log });
}

/** Turns a snapshot into one of another schema version. */
async function setVersion(file: string, version: number): Promise<Buffer> {
  const db = new Database(await sqlite(), readFileSync(file));
  db.script(`PRAGMA user_version = ${version}`);
  const bytes = Buffer.from(db.export());
  db.close();
  chmodSync(file, 0o600);
  writeFileSync(file, bytes);
  return bytes;
}

describe('a ledger whose files are not sound', () => {
  beforeEach(() => void logged.splice(0));

  const damages: readonly (readonly [title: string, damage: (file: string) => void])[] = [
    ['cut off', (file) => truncateSync(file, 5000)],
    ['empty', (file) => truncateSync(file, 0)],
    ['no database', (file) => writeFileSync(file, 'x'.repeat(50_000))],
    ['overwritten in the middle', (file) => writeFileSync(file, readFileSync(file).fill(0xff, 4096, 20_000))],
  ];
  for (const [title, damage] of damages) {
    it(`sets the newest snapshot aside where it is ${title}, and uses the one before`, async () => {
      const folder = await twoSnapshots();
      damage(path.join(folder, name(2)));
      const { store, problems } = await open(folder);
      assert.deepEqual(problems, []);
      assert.equal(store.summary().requests, 1);
      assert.equal(store.cursor('/logs/a.jsonl')?.offset, 100);
      const [damaged, kept, ...more] = readdirSync(folder);
      assert.match(damaged!, /^damaged-2-.*\.db$/);
      assert.deepEqual([kept, more], [name(1), []]);
      assert.match(
        logged.join(),
        /^error: The ledger.s snapshot 2 is damaged \([^]*\)\. It was set aside as .*damaged-2-/,
      );
      store.close();
    });
  }

  it('begins anew where every snapshot is damaged, and saves again', async () => {
    const folder = await twoSnapshots();
    for (const number of [1, 2]) truncateSync(path.join(folder, name(number)), 3000);
    const { store, problems } = await open(folder);
    assert.deepEqual([problems, store.summary().requests, store.cursor('/logs/a.jsonl')], [[], 0, undefined]);
    commit(store, [usage()]);
    assert.equal(await store.save(), 'saved');
    store.close();
    const again = await folderStore(folder);
    assert.equal(again.summary().requests, 1);
    again.close();
  });

  it('leaves a ledger of a newer Moonlock untouched and lives in memory', async () => {
    const folder = await twoSnapshots();
    const bytes = await setVersion(path.join(folder, name(2)), SCHEMA_VERSION + 1);
    const { store, problems } = await open(folder);
    assert.equal(problems.length, 1);
    assert.deepEqual([problems[0]!.id, problems[0]!.severity], ['store', 'error']);
    assert.match(problems[0]!.message, /kept in memory only: The ledger was written by a newer Moonlock/);
    commit(store, [usage()]);
    assert.equal(store.summary().requests, 1);
    assert.equal(await store.save(), 'unchanged');
    assert.deepEqual(readdirSync(folder), [name(1), name(2)]);
    assert.deepEqual(readFileSync(path.join(folder, name(2))), bytes);
    store.close();
  });

  it('stays usable where a newer Moonlock saves while it runs, and touches nothing', async () => {
    const folder = await twoSnapshots();
    const { store } = await open(folder);
    const third = path.join(folder, name(3));
    writeFileSync(third, readFileSync(path.join(folder, name(2))));
    const bytes = await setVersion(third, SCHEMA_VERSION + 1);
    commit(store, [usage({ key: 'id:3' })]);
    await assert.rejects(store.save(), { name: 'NewerDatabaseError' });
    assert.equal(store.summary().requests, 3);
    commit(store, [usage({ key: 'id:4' })]);
    assert.equal(store.summary().requests, 4);
    assert.deepEqual(readFileSync(third), bytes);
    store.close();
  });

  it('lives in memory where its folder cannot be made', async () => {
    const folder = path.join(tempFolder(), 'a file');
    writeFileSync(folder, 'x');
    const { store, problems } = await open(path.join(folder, 'ledger'));
    assert.match(problems[0]!.message, /^The ledger is kept in memory only: .*(ENOTDIR|EEXIST)/);
    commit(store, [usage()]);
    assert.equal(await store.save(), 'unchanged');
    store.close();
  });

  it('sets nothing aside that the file system will not show, and lives in memory', async () => {
    const folder = await twoSnapshots();
    mkdirSync(path.join(folder, name(3))); // reading it fails, as it does where too many files are open
    const { store, problems } = await open(folder);
    assert.match(problems[0]!.message, /^The ledger is kept in memory only: EISDIR/);
    assert.equal(await store.save(), 'unchanged');
    assert.deepEqual(readdirSync(folder), [1, 2, 3].map(name));
    store.close();
  });

  const root = process.getuid?.() === 0;
  it(
    root
      ? 'an unwritable folder: root may write to every folder, nothing was tested'
      : 'tells that an unwritable folder cannot be written to',
    async function () {
      if (root) this.skip();
      const folder = await twoSnapshots();
      const { store } = await open(folder);
      commit(store, [usage({ key: 'id:3' })]);
      chmodSync(folder, 0o500);
      await assert.rejects(store.save(), { code: 'EACCES' });
      assert.equal(store.summary().requests, 3);
      store.close();
    },
  );
});
