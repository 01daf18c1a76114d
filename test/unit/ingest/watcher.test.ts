import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { FolderWatcher } from '../../../src/engine/ingest/watcher.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';

describe('FolderWatcher', () => {
  let folder: string;
  let entries: string[];
  let looks: number;
  let logged: string[];
  let watcher: FolderWatcher;
  beforeEach(() => {
    [folder, entries, looks, logged] = [tempFolder(), [], 0, []];
    const events = {
      onEntry: (entry: string) => void entries.push(path.relative(folder, entry)),
      onFolders: () => void looks++,
    };
    watcher = new FolderWatcher(events, (level, message) => void logged.push(`${level}: ${message}`));
  });
  afterEach(() => watcher.close());

  it('tells what happens in the folders that it follows, and in no others', async () => {
    for (const name of ['a', 'b']) mkdirSync(path.join(folder, name));
    assert.equal(watcher.follow([path.join(folder, 'a')], []), true);
    write(folder, 'b/x', '');
    write(folder, 'a/y', '');
    await until(() => entries.includes('a/y'), 'the entry');
    assert.ok(!entries.includes('b/x'));
  });

  it('adds no watch a second time', () => {
    assert.equal(watcher.follow([folder], []), true);
    assert.equal(watcher.follow([folder], []), false);
  });

  it('tells nothing of a folder that it follows no more', async () => {
    for (const name of ['a', 'b']) mkdirSync(path.join(folder, name));
    watcher.follow([path.join(folder, 'a'), path.join(folder, 'b')], []);
    watcher.follow([path.join(folder, 'b')], []);
    write(folder, 'a/x', '');
    write(folder, 'b/y', '');
    await until(() => entries.includes('b/y'), 'the entry');
    assert.ok(!entries.includes('a/x'));
  });

  it('waits for a folder that is missing by the step that leads to it', async () => {
    watcher.follow([], [path.join(folder, 'deep/er/projects')]);
    write(folder, 'other', '');
    await turns();
    assert.equal(looks, 0);
    mkdirSync(path.join(folder, 'deep'));
    await until(() => looks > 0, 'a word of it');
    assert.deepEqual(entries, []);
  });

  it('complains once of folders that cannot be watched, and watches the others', async () => {
    const added = watcher.follow([path.join(folder, 'gone'), path.join(folder, 'gone too'), folder], []);
    assert.equal(added, true);
    assert.equal(logged.length, 1);
    assert.match(logged[0]!, /^warn: .*gone cannot be watched \(ENOENT.*\)\. .* every 30 s/);
    write(folder, 'x', '');
    await until(() => entries.includes('x'), 'the entry');
    assert.equal(watcher.follow([path.join(folder, 'gone'), folder], []), false);
  });
});
