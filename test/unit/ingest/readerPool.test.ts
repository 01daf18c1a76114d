import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LogFile } from '../../../src/engine/ingest/discover.ts';
import { type LogReader, type LogReading, readerHere, type WantedFile } from '../../../src/engine/ingest/logReader.ts';
import { ReaderPool } from '../../../src/engine/ingest/readerPool.ts';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import { answer } from '../../support/claudeLines.ts';
import { lineFormat } from '../../support/reading.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { watching } from '../../support/watching.ts';

const BUNDLE = path.join(__dirname, '../../../dist/reader.js');
const here = readerHere({ readForeign: () => assert.fail('there is no database') });
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

/** Unread files of one answer each, of which one has a bad line too. */
function someFiles(count: number): WantedFile[] {
  const folder = tempFolder();
  return Array.from({ length: count }, (_, i) => {
    const text = jsonLines([answer({ id: `m${i}` })]) + (i === 1 ? '{"usage"\n' : '');
    return { file: logFile(write(folder, `${i}.jsonl`, text)), cursor: undefined };
  });
}

/** How many records each reading has; -1 for an error. */
function counts(readings: readonly (LogReading | Error)[]): number[] {
  return readings.map((one) => (one instanceof Error ? -1 : one.records.length));
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
    const expected = await here.read(files, onBytes);
    const total = bytes;
    bytes = 0;
    const threads = pool(BUNDLE, nowhere);
    const readings = await threads.read(files, onBytes);
    assert.deepEqual(readings, expected);
    assert.equal(bytes, total);
    const known = files.map(({ file }, i) => ({ file, cursor: (readings[i] as LogReading).cursor }));
    const again = await threads.read(known, onBytes);
    assert.deepEqual(new Set(again.map((one) => !(one instanceof Error) && one.change)), new Set(['unchanged']));
    assert.deepEqual(logged, []);
  });

  it('gives each list its own answer, however long the others take', async () => {
    const files = someFiles(6);
    const long = {
      file: logFile(write(tempFolder(), 'long.jsonl', '{"usage":1}\n'.repeat(300_000))),
      cursor: undefined,
    };
    const lists = [[long], ...files.map((file) => [file]), files, []];
    const threads = pool(BUNDLE, nowhere);
    const readings = await Promise.all(lists.map((list) => threads.read(list, onBytes)));
    assert.deepEqual(readings.map(counts), [[0], [1], [1], [1], [1], [1], [1], [1, 1, 1, 1, 1, 1], []]);
    for (const [i, list] of lists.entries())
      for (const [j, { file }] of list.entries())
        assert.equal((readings[i]![j] as LogReading).cursor.inode, statSync(file.path).ino);
  });

  it('tells what the file system says of one file, and reads the others', async () => {
    const absent = { file: logFile('/nowhere/s.jsonl'), cursor: undefined };
    const readings = await pool(BUNDLE, nowhere).read([absent, ...someFiles(1)], onBytes);
    assert.deepEqual(counts(readings), [-1, 1]);
    assert.equal((readings[0] as { code?: string }).code, 'ENOENT');
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
      const threads = pool(write(tempFolder(), 'script.js', script), here);
      const lists = await Promise.all(
        [someFiles(2), someFiles(1), someFiles(2)].map((list) => threads.read(list, onBytes)),
      );
      assert.deepEqual(lists.map(counts), [[1, 1], [1], [1, 1]]);
      assert.deepEqual(counts(await threads.read(someFiles(3), onBytes)), [1, 1, 1]);
      assert.ok(logged.length > 0 && logged.every((line) => line.startsWith('warn: A thread that reads logs is gone')));
    });
  }

  it('reads here where the script is absent', async () => {
    assert.deepEqual(counts(await pool('/nowhere/reader.js', here).read(someFiles(1), onBytes)), [1]);
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
