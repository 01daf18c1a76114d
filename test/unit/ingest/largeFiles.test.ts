import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { MAX_LINE_BYTES } from '../../../src/engine/ingest/lineWindow.ts';
import { TURN_BYTES } from '../../../src/engine/ingest/tail.ts';
import { read, type Reading, texts } from '../../support/tailing.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';
import { answer } from '../../support/claudeLines.ts';
import { reportOf } from '../../support/engines.ts';
import { text } from '../../support/ruleCases.ts';

const MIB = 1024 * 1024;

describe('reading large files', function () {
  this.timeout(60_000);

  it('takes several turns, in which every line comes once and in order', async () => {
    const lines = Array.from({ length: 80 }, (_, i) => `${i} ${'x'.repeat(MIB - 5)}`);
    const file = write(tempFolder(), 's.jsonl', `${lines.join('\n')}\n`);
    const turns: Reading[] = [];
    do turns.push(await read(file, turns.at(-1)?.cursor, ['x']));
    while (!turns.at(-1)!.complete);
    assert.equal(turns.length, Math.ceil(80 / (TURN_BYTES / MIB)));
    assert.deepEqual(
      turns.flatMap((turn) => texts(turn)).map((line) => Number(line.split(' ')[0])),
      lines.map((_, i) => i),
    );
    assert.deepEqual(
      turns.slice(1).map(({ change }) => change),
      ['appended', 'appended'],
    );
    for (const { chunks } of turns)
      assert.ok(chunks.every((bytes) => bytes <= MIB) && chunks.reduce((sum, one) => sum + one) <= TURN_BYTES + MIB);
  });

  it('does not take a file that was left between two turns for an unchanged one', async () => {
    const file = write(tempFolder(), 's.jsonl', `${'x'.repeat(MIB)}\n`.repeat(40));
    const first = await read(file, undefined, ['x']);
    assert.equal(first.complete, false);
    const second = await read(file, first.cursor, ['x']);
    assert.deepEqual([second.change, first.lines.length + second.lines.length], ['appended', 40]);
  });

  it('reads a line that is longer than a turn', async () => {
    const long = 'y'.repeat(TURN_BYTES + 3 * MIB);
    const file = write(tempFolder(), 's.jsonl', `before\n${long}\nafter\n`);
    const first = await read(file);
    const rest = first.complete ? [] : texts(await read(file, first.cursor));
    assert.deepEqual(
      [...texts(first), ...rest].map((line) => line.length),
      [6, long.length, 5],
    );
  });

  it('passes over a line that is too long, tells where it is, and reads its neighbours', async () => {
    const config = tempFolder();
    const [a, b] = ['a', 'b'].map((id) => text(answer({ id })));
    const long = text(answer({ id: 'long', content: 'z'.repeat(MAX_LINE_BYTES + MIB) }));
    const file = write(config, 'projects/p/s.jsonl', `${a}\n${long}\n${b}\n`);
    const { report, problems } = await reportOf(config);
    assert.equal(report.totals.requests, 2);
    assert.deepEqual(problems, [
      `1 line of ${file} could not be read (the first at byte ${a!.length + 1}: longer than 64 MiB). All others were counted.`,
    ]);
  });

  it('tells a line that is too long once, whether or not it has an end', async () => {
    const file = write(tempFolder(), 's.jsonl', `one\n${'z'.repeat(MAX_LINE_BYTES + 2 * MIB)}`);
    const head = await read(file);
    assert.deepEqual([texts(head), head.complete, head.cursor.offset], [['one'], false, 4]);
    const open = await read(file, head.cursor);
    assert.deepEqual([texts(open), open.oversized, open.complete, open.cursor.offset], [[], [4], true, 4]);
    appendFileSync(file, '\nthree\n');
    const ended = await read(file, open.cursor);
    assert.deepEqual([ended.lines, ended.oversized], [[[MAX_LINE_BYTES + 2 * MIB + 5, 'three']], [4]]);
  });
});
