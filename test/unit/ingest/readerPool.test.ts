import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LogFile } from '../../../src/engine/ingest/discover.ts';
import { type LogReader, readLog } from '../../../src/engine/ingest/logReader.ts';
import { ReaderPool } from '../../../src/engine/ingest/readerPool.ts';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import { answer } from '../../support/claudeLines.ts';
import { lineFormat } from '../../support/reading.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { watching } from '../../support/watching.ts';

const BUNDLE = path.join(__dirname, '../../../dist/reader.js');
const NO_DATABASES = { readForeign: () => assert.fail('there is no database') };

const here: LogReader = { read: (file, cursor, onBytes) => readLog(file, cursor, NO_DATABASES, onBytes) };
const nowhere: LogReader = { read: () => assert.fail('it was read in this thread') };

function logFile(full: string): LogFile {
  const relativePath = path.basename(full);
  return {
    agent: claudeCode,
    format: lineFormat(claudeCode, relativePath),
    path: full,
    relativePath,
    size: 1,
    mtimeMs: 1,
  };
}

/** Files of one answer each, of which one has a bad line too. */
function someFiles(count: number): LogFile[] {
  const folder = tempFolder();
  return Array.from({ length: count }, (_, i) =>
    logFile(write(folder, `${i}.jsonl`, jsonLines([answer({ id: `m${i}` })]) + (i === 1 ? '{"usage"\n' : ''))),
  );
}

describe('reading in threads of their own, as they ship', function () {
  this.timeout(30_000);
  const pools: ReaderPool[] = [];
  let logged: string[];
  let bytes: number;
  const onBytes = (read: number): Promise<void> => Promise.resolve(void (bytes += read));

  function pool(script: string, reader: LogReader): ReaderPool {
    const made = new ReaderPool(script, reader, (level, message) => logged.push(`${level}: ${message}`));
    pools.push(made);
    return made;
  }

  before(() => assert.ok(existsSync(BUNDLE), 'dist/reader.js is absent: run `node esbuild.mjs` first.'));
  beforeEach(() => {
    logged = [];
    bytes = 0;
  });
  afterEach(async () => {
    for (const one of pools.splice(0)) await one.close();
  });

  it('comes to the same as reading here, cursors and complaints included', async () => {
    const files = someFiles(20);
    const expected = await Promise.all(files.map((file) => here.read(file, undefined, onBytes)));
    const total = bytes;
    bytes = 0;
    const threads = pool(BUNDLE, nowhere);
    const readings = await Promise.all(files.map((file) => threads.read(file, undefined, onBytes)));
    assert.deepEqual(readings, expected);
    assert.equal(bytes, total);
    const again = await Promise.all(files.map((file, i) => threads.read(file, readings[i]!.cursor, onBytes)));
    assert.deepEqual(new Set(again.map(({ change }) => change)), new Set(['unchanged']));
    assert.deepEqual(logged, []);
  });

  it('tells what the file system says of one file, and reads the others', async () => {
    const [absent, present] = [logFile('/nowhere/s.jsonl'), someFiles(1)[0]!];
    const threads = pool(BUNDLE, nowhere);
    const [first, second] = await Promise.allSettled(
      [absent, present].map((file) => threads.read(file, undefined, onBytes)),
    );
    assert.equal(first?.status === 'rejected' && (first.reason as { code: string }).code, 'ENOENT');
    assert.equal(second?.status === 'fulfilled' && second.value.records.length, 1);
  });

  const failing = {
    'that end at once': 'process.exit(1)',
    'that end at work': "require('node:worker_threads').parentPort.on('message', () => process.exit(1))",
    'that fail at work': "require('node:worker_threads').parentPort.on('message', () => { throw new Error('no') })",
    'that run out of memory':
      "require('node:worker_threads').parentPort.on('message', () => { for (const a = [[]]; ; ) a.push(Array(1e5).fill(0.5)) })",
  };
  for (const [name, script] of Object.entries(failing)) {
    it(`reads here what threads ${name} leave`, async () => {
      const files = someFiles(5);
      const threads = pool(write(tempFolder(), 'script.js', script), here);
      const readings = await Promise.all(files.map((file) => threads.read(file, undefined, onBytes)));
      assert.deepEqual(
        readings.map(({ records }) => records.length),
        [1, 1, 1, 1, 1],
      );
      assert.equal((await threads.read(files[0]!, undefined, onBytes)).records.length, 1);
      assert.ok(logged.length > 0 && logged.every((line) => line.startsWith('warn: A thread that reads logs is gone')));
    });
  }

  it('reads here where the script is absent', async () => {
    const [file] = someFiles(1);
    const threads = pool('/nowhere/reader.js', here);
    assert.equal((await threads.read(file!, undefined, onBytes)).records.length, 1);
  });
});

describe('a large backlog', function () {
  this.timeout(60_000);

  /** 40 MB of logs, in each file one answer. */
  function backlog(): { home: string; files: number } {
    const home = tempFolder();
    const filler = `${JSON.stringify({ type: 'user', text: 'x'.repeat(1e6) })}\n`.repeat(4);
    const files = 10;
    for (let i = 0; i < files; i++) write(home, `projects/p/${i}.jsonl`, filler + jsonLines([answer({ id: `m${i}` })]));
    return { home, files };
  }

  it('is read in threads of their own, to its end', async () => {
    const { home, files } = backlog();
    const { ingester, requests, logged, told } = await watching({ home }, undefined, BUNDLE);
    await ingester.scan();
    assert.equal(requests(), files);
    assert.deepEqual(logged, []);
    const last = told.at(-1)!;
    assert.deepEqual([last.state, last.bytesDone], ['watching', last.bytesTotal]);
    assert.ok(told.some(({ state, bytesDone }) => state === 'scanning' && bytesDone < last.bytesTotal));
  });

  it('loses nothing where the threads fail', async () => {
    const { home, files } = backlog();
    const { ingester, requests } = await watching({ home }, undefined, write(home, 'script.js', 'process.exit(1)'));
    await ingester.scan();
    assert.equal(requests(), files);
  });

  it('can be left half read', async () => {
    const { home, files } = backlog();
    const { ingester, requests, store } = await watching({ home }, undefined, BUNDLE);
    const commit = store.commit.bind(store);
    store.commit = (commits) => {
      void ingester.close();
      return commit(commits);
    };
    await ingester.scan();
    await ingester.close();
    const kept = requests();
    assert.ok(kept > 0 && kept < files, String(kept));
  });
});
