import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { read, texts } from '../../support/tailing.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

/** Makes sure that the file's time differs, however coarse the file system's clock is. */
function touch(file: string, seconds: number): void {
  utimesSync(file, seconds, seconds);
}

describe('reading a log that grows and changes', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = tempFolder();
    file = write(folder, 's.jsonl', 'one\ntwo\n');
    touch(file, 1000);
  });

  it('reads a new file from its start', async () => {
    const { change, lines, cursor, complete, chunks } = await read(file);
    assert.deepEqual(lines, [
      [0, 'one'],
      [4, 'two'],
    ]);
    assert.deepEqual(
      { change, offset: cursor.offset, size: cursor.size, complete, chunks },
      { change: 'replaced', offset: 8, size: 8, complete: true, chunks: [8] },
    );
  });

  it('reads nothing of an unchanged one', async () => {
    const first = await read(file);
    const { change, cursor, lines, chunks } = await read(file, first.cursor);
    assert.deepEqual(
      { change, cursor, lines, chunks },
      { change: 'unchanged', cursor: first.cursor, lines: [], chunks: [] },
    );
  });

  it('reads only what was appended', async () => {
    const { cursor } = await read(file);
    appendFileSync(file, 'three\nfour\n');
    const { change, lines, chunks } = await read(file, cursor);
    assert.deepEqual(
      { change, lines, chunks },
      {
        change: 'appended',
        lines: [
          [8, 'three'],
          [14, 'four'],
        ],
        chunks: [11],
      },
    );
  });

  it('reads nothing again where only the time changed', async () => {
    const { cursor } = await read(file);
    touch(file, 2000);
    const { change, lines, chunks } = await read(file, cursor);
    assert.deepEqual({ change, lines, chunks }, { change: 'appended', lines: [], chunks: [] });
  });

  it('hands a last line without line feed over, and again once it is complete', async () => {
    appendFileSync(file, 'thr');
    const first = await read(file);
    assert.deepEqual(texts(first), ['one', 'two', 'thr']);
    assert.equal(first.cursor.offset, 8);
    appendFileSync(file, 'ee\nf');
    const second = await read(file, first.cursor);
    assert.deepEqual(second.lines, [
      [8, 'three'],
      [14, 'f'],
    ]);
    assert.deepEqual(second.chunks, [7]);
  });

  it('reads a truncated one from its start', async () => {
    const { cursor } = await read(file);
    truncateSync(file, 4);
    const { change, lines } = await read(file, cursor);
    assert.deepEqual({ change, lines }, { change: 'replaced', lines: [[0, 'one']] });
  });

  it('reads one that was emptied, and what is written to it then', async () => {
    const { cursor } = await read(file);
    writeFileSync(file, '');
    const emptied = await read(file, cursor);
    assert.deepEqual(
      { change: emptied.change, lines: emptied.lines, offset: emptied.cursor.offset },
      { change: 'replaced', lines: [], offset: 0 },
    );
    appendFileSync(file, 'new\n');
    assert.deepEqual(texts(await read(file, emptied.cursor)), ['new']);
  });

  it('reads one that was truncated and grew beyond its old size from its start', async () => {
    const { cursor } = await read(file);
    writeFileSync(file, 'other\nlines\nthat are more\n');
    const { change, lines } = await read(file, cursor);
    assert.deepEqual([change, lines.length], ['replaced', 3]);
  });

  it('reads one that was rewritten in place with the same size', async () => {
    const { cursor } = await read(file);
    writeFileSync(file, 'eno\nowt\n');
    touch(file, 2000);
    const reading = await read(file, cursor);
    assert.deepEqual([reading.change, texts(reading)], ['replaced', ['eno', 'owt']]);
  });

  it('reads one that another was renamed over from its start, where it differs', async () => {
    const { cursor } = await read(file);
    renameSync(write(folder, 'other', 'uno\ndos\ntres\n'), file);
    const reading = await read(file, cursor);
    assert.deepEqual([reading.change, texts(reading)], ['replaced', ['uno', 'dos', 'tres']]);
  });

  it('goes on behind what it read where a longer copy was renamed over it', async () => {
    const { cursor } = await read(file);
    renameSync(write(folder, 'other', 'one\ntwo\nthree\n'), file);
    const reading = await read(file, cursor);
    assert.deepEqual([reading.change, texts(reading)], ['appended', ['three']]);
  });

  it('notices another file of the same size and time in its place', async () => {
    const { cursor } = await read(file);
    renameSync(write(folder, 'other', 'uno\ndos\n'), file);
    touch(file, 1000);
    const reading = await read(file, cursor);
    assert.deepEqual([reading.change, texts(reading)], ['replaced', ['uno', 'dos']]);
  });

  it('throws what the file system says of one that is gone', async () => {
    rmSync(file);
    await assert.rejects(read(file), { code: 'ENOENT' });
  });

  it('throws what the file system says of a folder in its place', async () => {
    rmSync(file);
    mkdirSync(file);
    await assert.rejects(read(file), { code: 'EISDIR' });
  });

  const root = process.getuid?.() === 0;
  it(
    root
      ? 'an unreadable file: root may read every file, nothing was tested'
      : 'throws what the file system says of one that may not be read',
    async function () {
      if (root) this.skip();
      chmodSync(file, 0);
      await assert.rejects(read(file), { code: 'EACCES' });
    },
  );

  it('leaves no file open', async function () {
    const open = '/proc/self/fd';
    if (!existsSync(open)) this.skip();
    const { readdirSync, readlinkSync } = await import('node:fs');
    await read(file);
    rmSync(file);
    await read(file).catch(() => undefined);
    const links = readdirSync(open).map((fd) => {
      try {
        return readlinkSync(path.join(open, fd));
      } catch {
        return '';
      }
    });
    assert.deepEqual(
      links.filter((link) => link.startsWith(folder)),
      [],
    );
  });
});
