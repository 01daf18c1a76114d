import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { answer } from '../../support/claudeLines.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';
import { turns, until } from '../../support/until.ts';
import { watching } from '../../support/watching.ts';

const SWEEP = 30_000;

function lines(...ids: string[]): string {
  return jsonLines(ids.map((id) => answer({ id })));
}

describe('Ingester', function () {
  this.timeout(20_000);
  let home: string;
  beforeEach(() => {
    home = tempFolder();
  });

  it('finds by sweeping what no watcher told', async () => {
    const file = write(home, 'projects/p/s.jsonl', lines('a'));
    const seen = await watching({ home });
    await seen.ingester.scan();
    seen.ingester.watch(); // watches from the next look on
    appendFileSync(file, lines('b'));
    await turns();
    assert.equal(seen.requests(), 1);
    seen.clock.advance(SWEEP);
    await until(() => seen.requests() === 2, 'the sweep');
    appendFileSync(file, lines('c'));
    await until(() => seen.clock.pending === 1, 'the next sweep to be planned');
    seen.clock.advance(SWEEP);
    await until(() => seen.requests() === 3, 'the second sweep');
  });

  it('sweeps on where a look failed', async () => {
    const file = write(home, 'projects/p/s.jsonl', lines('a'));
    const seen = await watching({ home });
    await seen.ingester.scan();
    seen.ingester.watch();
    const cursor = seen.store.cursor.bind(seen.store);
    seen.store.cursor = () => {
      throw new Error('the store is ill');
    };
    seen.clock.advance(SWEEP); // an unhandled rejection would fail the test
    await until(() => seen.logged.length > 0 && seen.clock.pending === 1, 'a failed sweep and the plan of another');
    assert.match(seen.logged[0]!, /^error: Reading the logs failed: the store is ill$/);
    seen.store.cursor = cursor;
    appendFileSync(file, lines('b'));
    seen.clock.advance(SWEEP);
    await until(() => seen.requests() === 2, 'the next sweep');
  });

  it('tells its progress: how many files, how many bytes, and that it is done', async () => {
    const sizes = [lines('a'), lines('b', 'c'), lines('d')];
    for (const [i, content] of sizes.entries()) write(home, `projects/p/${i}.jsonl`, content);
    const total = sizes.join('').length;
    const { ingester, told } = await watching({ home });
    assert.deepEqual(ingester.progress, { state: 'scanning', files: 0, bytesDone: 0, bytesTotal: 0 });
    await ingester.scan();
    assert.deepEqual(told[0], { state: 'scanning', files: 3, bytesDone: 0, bytesTotal: total });
    assert.deepEqual(told.at(-1), { state: 'watching', files: 3, bytesDone: total, bytesTotal: total });
    assert.deepEqual(ingester.progress, told.at(-1));
  });

  it('counts only what is unread towards its progress', async () => {
    const file = write(home, 'projects/p/s.jsonl', lines('a'));
    const { ingester, told } = await watching({ home });
    await ingester.scan();
    appendFileSync(file, lines('b'));
    await ingester.scan();
    assert.equal(told.at(-1)?.bytesTotal, lines('b').length);
  });

  it('complains of a bad line once, however often the file is read', async () => {
    const file = write(home, 'projects/p/s.jsonl', `{bad\n${lines('a')}`);
    const { ingester, logged } = await watching({ home });
    await ingester.scan();
    appendFileSync(file, lines('b'));
    await ingester.scan();
    await ingester.scan();
    assert.equal(logged.length, 1);
    assert.deepEqual([...ingester.complaints.keys()], [file]);
    assert.match([...ingester.complaints.values()][0]!, /^1 line of .* could not be read/);
  });

  it('takes the complaint back where the file was replaced by a good one', async () => {
    const file = write(home, 'projects/p/s.jsonl', `{bad\n${lines('a')}`);
    const { ingester } = await watching({ home });
    await ingester.scan();
    writeFileSync(file, lines('a', 'b', 'c'));
    await ingester.scan();
    assert.deepEqual([...ingester.complaints], []);
  });

  it('takes the complaint back where a file can be read again', async () => {
    const file = write(home, 'projects/p/s.jsonl', lines('a'));
    const seen = await watching({ home });
    seen.ingester.watch();
    await seen.ingester.scan();
    rmSync(file);
    mkdirSync(file);
    await until(() => seen.ingester.complaints.size === 1, 'a complaint of what cannot be read');
    assert.match(seen.logged[0]!, /^warn: .*s\.jsonl could not be read: EISDIR/);
    rmSync(file, { recursive: true });
    writeFileSync(file, lines('a', 'b'));
    await until(() => seen.requests() === 2, 'the file');
    assert.deepEqual([...seen.ingester.complaints], []);
  });

  it('reads the newest file first', async () => {
    const { utimesSync } = await import('node:fs');
    for (const [i, id] of ['old', 'new', 'middle'].entries()) {
      const file = write(home, `projects/p/${id}.jsonl`, jsonLines([answer({ id, at: Date.UTC(2026, 0, 1 + i) })]));
      utimesSync(file, [1000, 3000, 2000][i]!, [1000, 3000, 2000][i]!);
    }
    const { ingester, times } = await watching({ home });
    await ingester.scan();
    assert.deepEqual(
      times.map((at) => new Date(at).getUTCDate()),
      [2, 3, 1],
    );
  });

  it('ends in the middle of a look, with what it had read', async () => {
    for (let i = 0; i < 50; i++) write(home, `projects/p${i}/s.jsonl`, lines(`m${i}`));
    const seen = await watching({ home });
    const looking = seen.ingester.scan();
    await until(() => seen.requests() > 0, 'the first file');
    await seen.ingester.close();
    await looking;
    const read = seen.requests();
    assert.ok(read > 0 && read < 50, `${read} of 50`);
    await turns();
    assert.equal(seen.requests(), read);
  });

  it('looks around twice where it is asked to while it looks', async () => {
    const file = write(home, 'projects/p/s.jsonl', lines('a'));
    const seen = await watching({ home });
    const [first, second] = [seen.ingester.scan(), seen.ingester.scan()];
    await first;
    appendFileSync(file, lines('b'));
    await second;
    assert.equal(seen.requests(), 2);
  });

  it('passes over a file that goes away between the look and the reading', async () => {
    const gone = write(home, 'projects/p/gone.jsonl', lines('a'));
    write(home, 'projects/p/s.jsonl', lines('b'));
    const seen = await watching({ home });
    const cursor = seen.store.cursor.bind(seen.store);
    seen.store.cursor = (file) => {
      rmSync(gone, { force: true }); // asked for after the walk and before the first file is opened
      return cursor(file);
    };
    await seen.ingester.scan();
    assert.equal(seen.requests(), 1);
    assert.deepEqual([...seen.ingester.complaints], []);
  });

  it('reads what is written while the first look goes on, without a sweep', async () => {
    const files = Array.from({ length: 30 }, (_, i) => write(home, `projects/p${i}/s.jsonl`, lines(`m${i}`)));
    const seen = await watching({ home });
    seen.ingester.watch();
    const looking = seen.ingester.scan();
    await until(() => seen.requests() >= 3, 'the first files');
    for (const file of files) appendFileSync(file, lines(`late ${path.dirname(file)}`));
    await looking;
    await until(() => seen.requests() === 60, 'the late lines');
  });
});
