import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answer } from '../../support/claudeLines.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';
import { type Watching, watching } from '../../support/watching.ts';

let serial = 0;

/** A line of a request that there has not been before. */
function next(): string {
  return jsonLines([answer({ id: `m${++serial}` })]);
}

// The clock stands still in these tests: what is found is found by the watcher, not by the sweep.
describe('what happens to logs while they are watched', function () {
  this.timeout(10_000);
  let home: string;
  let file: string;
  let seen: Watching;
  beforeEach(async () => {
    home = tempFolder();
    file = write(home, 'projects/p/s.jsonl', next());
    seen = await watching({ home });
    seen.ingester.watch();
    await seen.ingester.scan();
    assert.equal(seen.requests(), 1);
  });

  it('a line in a known file', async () => {
    appendFileSync(file, next());
    await until(() => seen.requests() === 2, 'the line');
    assert.equal(seen.times.length, 2);
  });
  it('a line that comes in two parts', async () => {
    const line = next();
    appendFileSync(file, line.slice(0, 100));
    await turns();
    appendFileSync(file, line.slice(100));
    await until(() => seen.requests() === 2, 'the line');
    assert.equal(seen.ingester.complaints.size, 0);
  });
  it('a new file in a known folder', async () => {
    write(home, 'projects/p/new.jsonl', next());
    await until(() => seen.requests() === 2, 'the file');
  });
  it('a new folder, and what is written there later', async () => {
    const fresh = write(home, 'projects/q/new.jsonl', next());
    await until(() => seen.requests() === 2, 'the folder');
    appendFileSync(fresh, next());
    await until(() => seen.requests() === 3, 'the line');
  });
  it('folders in folders', async () => {
    const fresh = write(home, 'projects/q/s/subagents/workflows/w/agent.jsonl', next());
    await until(() => seen.requests() === 2, 'the file');
    appendFileSync(fresh, next());
    await until(() => seen.requests() === 3, 'the line');
  });
  it('a folder that is moved in with its files', async () => {
    const outside = path.join(home, 'outside');
    write(outside, 'deep/s.jsonl', next());
    renameSync(outside, path.join(home, 'projects/moved'));
    await until(() => seen.requests() === 2, 'the folder');
  });
  it('a file that is replaced by another', async () => {
    renameSync(write(home, 'draft', next() + next()), file);
    await until(() => seen.requests() === 3, 'the new file');
  });
  it('a file that goes away takes nothing with it, and comes back', async () => {
    rmSync(file);
    await turns();
    assert.equal(seen.requests(), 1);
    writeFileSync(file, next());
    await until(() => seen.requests() === 2, 'the file');
    assert.deepEqual(seen.logged, []);
  });
  it('a folder that goes away and comes back', async () => {
    rmSync(path.dirname(file), { recursive: true });
    await turns();
    const again = write(home, 'projects/p/again.jsonl', next());
    await until(() => seen.requests() === 2, 'the folder');
    appendFileSync(again, next());
    await until(() => seen.requests() === 3, 'a line in the folder that came back');
  });
  it('the root goes away and comes back', async () => {
    rmSync(path.join(home, 'projects'), { recursive: true });
    await turns();
    await seen.ingester.scan();
    const again = write(home, 'projects/p/again.jsonl', next());
    await until(() => seen.requests() === 2, 'the root');
    appendFileSync(again, next());
    await until(() => seen.requests() === 3, 'a line below the root that came back');
  });
  it('a link that leads to itself disturbs nothing', async () => {
    for (const name of ['loop', 'loop.jsonl']) symlinkSync(name, path.join(path.dirname(file), name));
    await turns();
    appendFileSync(file, next());
    await until(() => seen.requests() === 2, 'the line');
  });
  it('files of other kinds cause no look around', async () => {
    const told = seen.told.length;
    write(home, 'projects/p/notes.txt', 'x');
    appendFileSync(file, next());
    await until(() => seen.requests() === 2, 'the line');
    await turns();
    assert.equal(seen.told.length, told);
  });
  it('nothing once it is closed', async () => {
    await seen.ingester.close();
    appendFileSync(file, next());
    await turns(50);
    assert.equal(seen.requests(), 1);
    assert.equal(seen.clock.pending, 0);
  });
});

describe('a root that comes into being later', function () {
  this.timeout(10_000);
  for (const missing of ['projects', '.claude/projects', 'deep/er/claude/projects']) {
    it(`where ${missing} was missing`, async () => {
      const home = tempFolder();
      const config = path.join(home, path.dirname(missing));
      const seen = await watching({ home, variables: { CLAUDE_CONFIG_DIR: config } });
      seen.ingester.watch();
      await seen.ingester.scan();
      const file = write(home, `${missing}/p/s.jsonl`, next());
      await until(() => seen.requests() === 1, 'the root');
      appendFileSync(file, next());
      await until(() => seen.requests() === 2, 'the line');
    });
  }

  it('its parents one by one', async () => {
    const home = tempFolder();
    const seen = await watching({ home, variables: { CLAUDE_CONFIG_DIR: path.join(home, 'a/b') } });
    seen.ingester.watch();
    await seen.ingester.scan();
    for (const folder of ['a', 'a/b', 'a/b/projects', 'a/b/projects/p']) {
      mkdirSync(path.join(home, folder));
      await turns(5);
    }
    write(home, 'a/b/projects/p/s.jsonl', next());
    await until(() => seen.requests() === 1, 'the file');
  });

  it('is waited for without a look around at each change beside it', async () => {
    const home = tempFolder();
    write(home, '.claude/projects/p/s.jsonl', next());
    const seen = await watching({ home, variables: {} });
    seen.ingester.watch();
    await seen.ingester.scan();
    const looks = seen.told.length;
    for (let i = 0; i < 5; i++) {
      write(home, '.claude.json', `{"numStartups":${i}}`); // Claude Code writes this file all the time
      await turns(30);
    }
    assert.equal(seen.told.length, looks);
  });
});
