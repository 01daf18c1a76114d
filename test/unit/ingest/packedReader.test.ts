import assert from 'node:assert/strict';
import { statSync, utimesSync } from 'node:fs';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { codex } from '../../../src/engine/agents/codex.ts';
import type { FileCursor } from '../../../src/engine/ingest/cursor.ts';
import type { LogFile } from '../../../src/engine/ingest/discover.ts';
import type { LogReading } from '../../../src/engine/ingest/logReader.ts';
import { readPackedLines } from '../../../src/engine/ingest/packedReader.ts';
import { MAX_WHOLE_BYTES } from '../../../src/engine/ingest/wholeFile.ts';
import { count, FIRST, meta, SECOND, THREAD } from '../../support/codexLines.ts';
import { reportOf } from '../../support/engines.ts';
import { fileInfo, lineFormat } from '../../support/reading.ts';
import { jsonLines, tempFolder, write } from '../../support/tempFolder.ts';

const NAME = 'rollout-a.jsonl.zst';
const format = lineFormat(codex, NAME);

/** A way of packing: what makes archives, and what the reader is to unpack them with. */
interface Packing {
  readonly pack: (bytes: Buffer) => Buffer;
  readonly unpack?: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
}

/** Stands in where this version of Node lacks zstd: the reader's part is the same. */
const GZIP: Packing = {
  pack: zlib.gzipSync,
  unpack: promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.gunzip),
};
const zstdCompress = 'zstdCompressSync' in zlib ? (zlib.zstdCompressSync as Packing['pack']) : undefined;

async function read(
  archive: Buffer,
  packing: Packing,
  file = archived(archive),
  cursor?: FileCursor,
): Promise<LogReading> {
  return readPackedLines(file, format, cursor, () => Promise.resolve(), packing.unpack);
}

function archived(archive: Buffer): LogFile {
  const path = write(tempFolder(), NAME, archive);
  return { agent: codex, format, path, relativePath: NAME, size: archive.length, mtimeMs: statSync(path).mtimeMs };
}

function requests({ records }: LogReading): number {
  return records.filter(({ kind }) => kind === 'usage').length;
}

const TEXT = jsonLines(THREAD);

describe('reading a packed file', function () {
  this.timeout(60_000);

  for (const [name, packing] of [
    ['gzip in its place', GZIP],
    ['zstd', zstdCompress && { pack: zstdCompress }],
  ] as const)
    describe(`by ${name}`, () => {
      if (packing) rules(packing);
      else
        it('this version of Node has no zstd: nothing was tested', function () {
          this.skip();
        });
    });

  it('is put off where there is no zstd, and told', async () => {
    const config = tempFolder();
    const packed = zstdCompress ? zstdCompress(Buffer.from(TEXT)) : Buffer.from('packed');
    write(config, `sessions/${NAME}`, packed);
    const { report, problems } = await reportOf(config);
    if (zstdCompress) return assert.equal(report.totals.requests, 2);
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /rollout-a\.jsonl\.zst is packed with zstd, .* cannot unpack\. It was not counted\.$/);
  });
});

function rules({ pack, unpack }: Packing): void {
  const packing = unpack ? { pack, unpack } : { pack };

  it('brings what the plain file would have brought', async () => {
    const lines = [...THREAD, count(null, FIRST)];
    const plain = format.open(fileInfo('rollout-a.jsonl'), undefined);
    const offset = (i: number): number => jsonLines(lines.slice(0, i)).length;
    const expected = lines.flatMap((line, i) => plain.read(line, offset(i)));
    const reading = await read(pack(Buffer.from(jsonLines(lines))), packing);
    assert.deepEqual([reading.change, reading.complete, reading.complaint], ['replaced', true, undefined]);
    assert.deepEqual(reading.records, expected);
    assert.equal(requests(reading), 3);
  });

  it('is done once for every state of the file', async () => {
    const file = archived(pack(Buffer.from(TEXT)));
    const first = await read(Buffer.alloc(0), packing, file);
    assert.equal((await read(Buffer.alloc(0), packing, file, first.cursor)).change, 'unchanged');
    utimesSync(file.path, 5, 5);
    assert.equal(requests(await read(Buffer.alloc(0), packing, file, first.cursor)), 2);
  });

  it('counts all lines but those that are bad, and tells of them', async () => {
    const text = `${jsonLines(THREAD.slice(0, 3))}{"type":"event_msg\n${jsonLines(THREAD.slice(3))}{"type":"event_msg","pay`;
    const reading = await read(pack(Buffer.from(text)), packing);
    assert.equal(requests(reading), 2);
    assert.match(reading.complaint!, /^2 lines of .* could not be read/);
  });

  it('finds lines far from the start by what they hold', async () => {
    const text = `${jsonLines([meta('a')])}${'{"type":"noise"}\n'.repeat(100_000)}${jsonLines([count(FIRST), count(SECOND)])}`;
    assert.equal(requests(await read(pack(Buffer.from(text)), packing)), 2);
  });

  it('refuses an archive of which it would miss a part', async function () {
    if (unpack) this.skip(); // gzip has no such archives
    const two = Buffer.concat([pack(Buffer.from(TEXT)), pack(Buffer.from(TEXT))]);
    assert.match((await read(two, packing)).complaint!, /several frames/);
  });

  it('brings nothing from an empty archive', async () => {
    assert.equal(requests(await read(pack(Buffer.alloc(0)), packing)), 0);
  });

  it('leaves out what is no archive, tells so and tries again', async () => {
    for (const bytes of [Buffer.from(TEXT), Buffer.from('{}\n'.repeat(99)), Buffer.alloc(300, 255)]) {
      const { records, complaint, change, cursor } = await read(bytes, packing);
      assert.deepEqual([records, change, cursor.size], [[], 'unchanged', -1]);
      assert.match(complaint!, /rollout-a\.jsonl\.zst could not be unpacked \(.+\)\.$/);
    }
  });

  it('counts no more than is there where an archive is cut off or damaged', async () => {
    const whole = pack(Buffer.from(TEXT));
    const { records } = await read(whole, packing);
    for (let at = 0; at < whole.length; at++) {
      const cut = await read(whole.subarray(0, at), packing);
      assert.deepEqual(cut.records, records.slice(0, cut.records.length));
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      const { complaint = '' } = await read(damaged, packing);
      assert.ok(complaint.length < 1000);
    }
  });

  it('refuses an archive that unpacks to more than may be held', async () => {
    const zeros = 2 ** 24;
    const bomb = unpack
      ? Buffer.concat(Array.from({ length: MAX_WHOLE_BYTES / zeros + 1 }, () => pack(Buffer.alloc(zeros))))
      : pack(Buffer.alloc(MAX_WHOLE_BYTES + 1));
    assert.ok(bomb.length < MAX_WHOLE_BYTES / 500);
    const { records, complaint } = await read(bomb, packing);
    assert.deepEqual(records, []);
    assert.match(complaint!, /could not be unpacked \(Cannot create a Buffer larger than \d+ bytes\)/);
  });
}
