import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, renameSync } from 'node:fs';
import { answer } from '../../support/claudeLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { folderStore } from '../../support/stores.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';

describe('when the engine saves', function () {
  this.timeout(10_000);
  let config: string;
  let folder: string;
  let clock: FakeClock;
  beforeEach(() => {
    [config, folder, clock] = [tempFolder(), tempFolder(), new FakeClock()];
  });

  it('after the first look, a minute after a change, and not otherwise', async () => {
    const file = write(config, 'projects/p/s.jsonl', [answer({ id: 'a' })]);
    const { engine, store } = await makeEngine(config, { clock, store: await folderStore(folder) });
    await engine.run();
    assert.equal(readdirSync(folder).length, 1);
    clock.advance(60_000); // of the first look's own change: nothing is new
    await turns();
    assert.equal(readdirSync(folder).length, 1);
    appendFileSync(file, jsonLines([answer({ id: 'b' }), answer({ id: 'c' })]));
    await until(() => store.summary().requests === 3, 'the lines');
    clock.advance(59_999);
    await turns();
    assert.equal(readdirSync(folder).length, 1);
    clock.advance(1);
    await until(() => readdirSync(folder).length === 2, 'the second snapshot');
  });

  it('at its end', async () => {
    write(config, 'projects/p/s.jsonl', [answer()]);
    const { engine } = await makeEngine(config, { clock, store: await folderStore(folder) });
    await engine.scan();
    assert.deepEqual(readdirSync(folder), []);
    await engine.close();
    await engine.close();
    const again = await folderStore(folder);
    assert.equal(again.summary().requests, 1);
    again.close();
    assert.equal(clock.pending, 0);
  });

  it('at its end in the middle of a look, with what it had read; the rest is read at the next start', async () => {
    for (let i = 0; i < 60; i++) write(config, `projects/p${i}/s.jsonl`, [answer({ id: `m${i}` })]);
    const first = await makeEngine(config, { clock, store: await folderStore(folder) });
    const running = first.engine.run();
    await until(() => first.store.summary().requests > 0, 'the first file');
    await first.engine.close();
    await running;
    const second = await makeEngine(config, { clock, store: await folderStore(folder) });
    const kept = second.store.summary().requests;
    assert.ok(kept > 0 && kept < 60, `${kept} of 60`);
    await second.engine.scan();
    assert.equal(second.store.summary().requests, 60);
    assert.equal(clock.pending > 0, true);
  });

  it('tells a failure as a problem once, and takes it back when it succeeds', async () => {
    const file = write(config, 'projects/p/s.jsonl', [answer({ id: 'a' })]);
    const store = await folderStore(folder);
    const { engine, logged } = await makeEngine(config, { clock, store });
    let saves = 0;
    const save = store.save.bind(store);
    store.save = () => save().finally(() => saves++);
    const problems = (): string[] => engine.status().problems.map(({ id }) => id);

    renameSync(folder, `${folder}-away`);
    await engine.run();
    assert.deepEqual(problems(), ['save']);
    assert.match(
      engine.status().problems[0]!.message,
      /^The ledger could not be saved \(ENOENT.*\)\. Figures stay right/,
    );
    clock.advance(60_000);
    await until(() => saves === 2, 'the second attempt');
    await turns();
    assert.equal(logged.filter((line) => line.startsWith('error')).length, 1);

    renameSync(`${folder}-away`, folder);
    appendFileSync(file, jsonLines([answer({ id: 'b' })]));
    await until(() => engine.report({ timeZone: 'UTC', by: [] }).totals.requests === 2, 'the line');
    clock.advance(60_000);
    await until(() => problems().length === 0, 'the problem to go');
    assert.equal(readdirSync(folder).length, 1);
  });

  it('starts again where it stopped', async () => {
    const file = write(config, 'projects/p/s.jsonl', [answer({ id: 'a' })]);
    const first = await makeEngine(config, { clock, store: await folderStore(folder) });
    await first.engine.scan();
    await first.engine.close();
    const added = jsonLines([answer({ id: 'b' })]);
    appendFileSync(file, added);
    const second = await makeEngine(config, { clock, store: await folderStore(folder) });
    let bytes = 0;
    second.engine.onChange(() => (bytes = Math.max(bytes, second.engine.status().scan.bytesTotal)));
    await second.engine.scan();
    assert.equal(bytes, added.length);
    assert.equal(second.store.summary().requests, 2);
  });
});
