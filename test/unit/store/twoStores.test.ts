import assert from 'node:assert/strict';
import { answer } from '../../support/claudeLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { usage } from '../../support/records.ts';
import { commit, folderStore } from '../../support/stores.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';
import { until } from '../../support/until.ts';

describe('two processes with one ledger', () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });

  it('the second to save takes the state of the first over', async () => {
    const [one, two] = [await folderStore(folder), await folderStore(folder)];
    commit(one, [usage({ key: 'id:1', session: 'one' })], '/logs/1', 11);
    commit(two, [usage({ key: 'id:2', session: 'two' })], '/logs/2', 22);
    assert.equal(await one.save(), 'saved');
    assert.equal(await two.save(), 'superseded');
    assert.deepEqual(
      two.recentSessions(9).map(({ session }) => session),
      ['one'],
    );
    assert.equal(two.cursor('/logs/1')?.offset, 11);
    assert.equal(two.cursor('/logs/2'), undefined);
    one.close();
    two.close();
  });

  it('and loses nothing once it has read again', async () => {
    const [one, two] = [await folderStore(folder), await folderStore(folder)];
    commit(one, [usage({ key: 'id:1' })], '/logs/1');
    commit(two, [usage({ key: 'id:2' })], '/logs/2');
    await one.save();
    await two.save();
    commit(two, [usage({ key: 'id:2' })], '/logs/2');
    assert.equal(await two.save(), 'saved');
    commit(one, [usage({ key: 'id:3' })], '/logs/3');
    assert.equal(await one.save(), 'superseded');
    assert.equal(one.summary().requests, 2);
    one.close();
    two.close();
  });

  it('an engine that was superseded reads again what the other had not', async () => {
    const config = tempFolder();
    write(config, 'projects/p/s.jsonl', [answer({ id: 'a' })]);
    const clock = new FakeClock();
    const store = await folderStore(folder);
    const { engine, logged } = await makeEngine(config, { clock, store });
    await engine.run();
    const other = await folderStore(folder);
    commit(other, [usage({ key: 'id:elsewhere' })], '/logs/elsewhere');
    assert.equal(await other.save(), 'saved');
    other.close();
    write(config, 'projects/p/t.jsonl', [answer({ id: 'b' })]);
    await until(() => store.summary().requests === 2, 'the new line');
    clock.advance(60_000);
    await until(() => store.summary().requests === 3, 'both states');
    assert.ok(logged.some((line) => line === 'info: Another window has saved the ledger. Its state was taken over.'));
    await engine.close();
    const last = await folderStore(folder);
    assert.equal(last.summary().requests, 3);
    last.close();
  });

  it('machines that share a folder keep their cursors apart', async () => {
    const here = await folderStore(folder);
    commit(here, [usage()], '/logs/a', 11);
    await here.save();
    here.close();
    const there = await folderStore(folder, undefined, 'there');
    assert.equal(there.cursor('/logs/a'), undefined);
    commit(there, [usage()], '/logs/a', 22);
    await there.save();
    there.close();
    const again = await folderStore(folder);
    assert.equal(again.cursor('/logs/a')?.offset, 11);
    assert.equal(again.summary().requests, 1);
    again.close();
  });
});
