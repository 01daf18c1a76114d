import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import type { Engine } from '../../../src/engine/engine.ts';
import { answer, prompt } from '../../support/claudeLines.ts';
import { makeEngine } from '../../support/engines.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { folderStore, memoryStore } from '../../support/stores.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 4, 1, 12);

/** Counts how often the engine tells that a model may have changed. */
function changesOf(engine: Engine): { count: number } {
  const changes = { count: 0 };
  engine.onChange(() => changes.count++);
  return changes;
}

describe('Engine', function () {
  this.timeout(10_000);
  let config: string;
  let clock: FakeClock;
  beforeEach(() => {
    config = tempFolder();
    clock = new FakeClock(NOW);
  });

  it('is starting until the logs have been read', async () => {
    write(config, 'projects/p/s.jsonl', [answer({ at: NOW - 9 * HOUR })]);
    const { engine } = await makeEngine(config, { clock });
    assert.equal(engine.status().state, 'starting');
    await engine.scan();
    assert.equal(engine.status().state, 'no-window');
  });

  it('tells that there are no logs, and where a folder of them is empty', async () => {
    const { engine } = await makeEngine(config, { clock });
    await engine.scan();
    assert.equal(engine.status().state, 'no-logs');
    write(config, 'projects/p/notes.txt', 'x');
    await engine.scan();
    assert.equal(engine.status().state, 'no-logs');
  });

  it('shows an open window with what was spent in it', async () => {
    write(config, 'projects/p/s.jsonl', [
      answer({ id: 'before', at: NOW - 8 * HOUR }),
      answer({ id: 'a', at: NOW - 2 * HOUR + MINUTE }),
      answer({ id: 'b', at: NOW - MINUTE, model: 'claude-haiku' }),
      answer({ id: 'c', at: NOW - MINUTE, model: '<synthetic>', usage: {} }),
    ]);
    const { engine } = await makeEngine(config, { clock });
    await engine.scan();
    const { state, window, generatedAt } = engine.status();
    assert.deepEqual([state, generatedAt], ['open', NOW]);
    assert.deepEqual([window?.startsAt, window?.endsAt], [NOW - 2 * HOUR, NOW + 3 * HOUR]);
    assert.deepEqual([window?.spent.requests, window?.spent.total, window?.usedShare], [2, 8660, null]);
    assert.deepEqual(window?.byModel.map(({ name }) => name).toSorted(), ['claude-haiku', 'claude-opus-4-6']);
  });

  it('tells a change when the window ends, and shows it no more', async () => {
    write(config, 'projects/p/s.jsonl', [answer({ at: NOW })]);
    const { engine } = await makeEngine(config, { clock });
    await engine.scan();
    assert.equal(engine.status().state, 'open');
    const changes = changesOf(engine);
    clock.advance(5 * HOUR - 1);
    assert.deepEqual([changes.count, engine.status().state], [0, 'open']);
    clock.advance(2);
    assert.deepEqual([changes.count, engine.status().state], [1, 'no-window']);
  });

  it('keeps one timer for the end of the window, however often it is asked', async () => {
    write(config, 'projects/p/s.jsonl', [answer({ at: NOW })]);
    const { engine } = await makeEngine(config, { clock });
    await engine.scan();
    const before = clock.pending;
    for (let i = 0; i < 5; i++) engine.status();
    assert.equal(clock.pending, before + 1);
  });

  it('tells a change for a new line, and none where nothing changed', async () => {
    const file = write(config, 'projects/p/s.jsonl', [answer({ at: NOW })]);
    const { engine } = await makeEngine(config, { clock });
    await engine.run();
    const changes = changesOf(engine);
    appendFileSync(file, jsonLines([prompt('hello')]));
    await turns();
    assert.equal(changes.count, 0);
    appendFileSync(file, jsonLines([answer({ id: 'b', at: NOW + MINUTE })]));
    await until(() => changes.count === 1, 'the change');
    assert.equal(engine.status().window?.spent.requests, 2);
  });

  it('stops telling whom it was asked to stop', async () => {
    write(config, 'projects/p/s.jsonl', [answer()]);
    const { engine } = await makeEngine(config, { clock });
    let told = 0;
    const stop = engine.onChange(() => told++);
    await engine.scan();
    assert.ok(told > 0);
    stop();
    const before = told;
    await engine.scan();
    assert.equal(told, before);
  });

  it('shows all that could not be read as one problem, and tells each file once in the log', async () => {
    for (const name of ['a', 'b']) write(config, `projects/p/${name}.jsonl`, `{bad\n${jsonLines([answer()])}`);
    const { engine, logged } = await makeEngine(config, { clock });
    await engine.scan();
    await engine.scan();
    const { problems } = engine.status();
    assert.deepEqual(
      problems.map(({ id, severity }) => [id, severity]),
      [['unread', 'info']],
    );
    assert.match(problems[0]!.message, /^A part of 2 log files could not be read/);
    assert.equal(logged.filter((line) => line.startsWith('warn')).length, 2);
  });

  it('knows sample data by its marker', async () => {
    write(config, 'projects/p/s.jsonl', [answer()]);
    const { engine } = await makeEngine(config, { clock });
    await engine.scan();
    assert.equal(engine.status().sample, false);
    write(config, '.moonlock-sample', '');
    await engine.scan();
    assert.equal(engine.status().sample, true);
  });

  it('reads again when asked to while it reads', async () => {
    const file = write(config, 'projects/p/s.jsonl', [answer({ id: 'a' })]);
    const { engine, store } = await makeEngine(config, { clock });
    const [first, second] = [engine.scan(), engine.scan()];
    await first;
    appendFileSync(file, jsonLines([answer({ id: 'b' })]));
    await second;
    assert.equal(store.summary().requests, 2);
  });

  it('keeps what the logs no longer hold', async () => {
    const folder = tempFolder();
    write(config, 'projects/p/s.jsonl', [answer()]);
    const first = await makeEngine(config, { clock, store: await folderStore(folder) });
    await first.engine.scan();
    await first.engine.close();
    const { engine } = await makeEngine(tempFolder(), { clock, store: await folderStore(folder) });
    await engine.scan();
    assert.equal(engine.report({ timeZone: 'UTC', by: [] }).totals.requests, 1);
    assert.equal(engine.status().state, 'open');
  });

  it('has no window, but a last request, where the newest line is a message of its own', async () => {
    const lines = [
      answer({ id: 'a', at: NOW - 9 * HOUR }),
      answer({ id: 'b', at: NOW - 6 * HOUR, model: '<synthetic>', usage: {} }),
    ];
    write(config, 'projects/p/s.jsonl', lines);
    const { engine } = await makeEngine(config, { clock, store: await memoryStore() });
    await engine.scan();
    assert.equal(engine.status().lastRequestAt, NOW - 9 * HOUR);
  });
});
