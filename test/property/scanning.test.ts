import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { claudeCode } from '../../src/engine/agents/claudeCode.ts';
import { needlesOf } from '../../src/engine/ingest/lineReader.ts';
import { scanLines } from '../../src/engine/ingest/lineScanner.ts';
import { read } from '../support/tailing.ts';
import { tempFolder, write } from '../support/tempFolder.ts';
import { answer } from '../support/claudeLines.ts';
import { jsonText } from '../support/jsonText.ts';
import { lineFormat, readParsed } from '../support/reading.ts';

const byte = fc.constantFrom(10, 10, 13, 34, 97, 98, 99, 0, 255);
const needle = fc.constantFrom('a', 'ab', '"b"', 'ca', 'aa').map((text) => Buffer.from(text));

/** Lines of some bytes with their offsets, split in the simplest way. */
function naive(bytes: Buffer): [number, string][] {
  let offset = 0;
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line): [number, string] => [(offset += line.length + 1) - line.length - 1, line]);
}

describe('property: scanning for lines', function () {
  this.timeout(60_000);

  it('hands over exactly the lines that hold a needle or start in the head', () => {
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 60 }),
        fc.array(needle, { maxLength: 3 }),
        fc.nat(200),
        fc.nat(80),
        (list, needles, fileOffset, head) => {
          const bytes = Buffer.from([...list, 10]);
          const lines: [number, string][] = [];
          const allBefore = fileOffset + (head > 40 ? 0 : head);
          const marks = needles.map((one) => ({ bytes: one }));
          scanLines(bytes, fileOffset, marks, allBefore, (line, offset) =>
            lines.push([offset, line.toString('latin1')]),
          );
          const expected = naive(bytes)
            .slice(0, -1)
            .map(([offset, line]): [number, string] => [offset + fileOffset, line])
            .filter(
              ([offset, line]) => offset < allBefore || needles.some((one) => line.includes(one.toString('latin1'))),
            );
          assert.deepEqual(lines, expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reading a file line by line equals splitting it, wherever its chunks end', async () => {
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.nat(300) },
      { weight: 1, arbitrary: fc.integer({ min: 1_040_000, max: 1_055_000 }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), async (lengths, ends) => {
        const content =
          lengths.map((length, i) => String.fromCodePoint(97 + i).repeat(length)).join('\n') + (ends ? '\n' : '');
        const { lines } = await read(write(tempFolder(), 's', content));
        const expected = naive(Buffer.from(content));
        if (expected.at(-1)![1] === '') expected.pop();
        assert.deepEqual(lines, expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('property: the text filter before parsing', () => {
  const needles = needlesOf(lineFormat(claudeCode));
  const extras = fc.dictionary(fc.constantFrom('a', 'usage', 'message', 'type', 'π'), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 3,
  });

  it('never passes over a line that carries usage, however it is spelled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 7, maxLength: 40 }), extras, fc.boolean(), (seeds, extra, last) => {
        let i = 0;
        const line = last ? { ...extra, ...answer() } : { ...answer(), toolUseResult: extra };
        const text = jsonText(line, () => seeds[i++ % seeds.length]!);
        assert.equal(readParsed(claudeCode, [JSON.parse(text)])[0]?.kind, 'usage');
        let found = 0;
        scanLines(Buffer.from(`${text}\n`), 50_000, needles, 0, () => found++);
        assert.equal(found, 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('does pass over lines that cannot carry any', () => {
    let found = 0;
    scanLines(Buffer.from('{"type":"user","text":"usage of \\u4e00"}\n'), 50_000, needles, 0, () => found++);
    assert.equal(found, 0);
  });

  it('reading never throws, whatever the line', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('assistant', 'progress', 'user'),
        message: fc.jsonValue(),
        data: fc.jsonValue(),
        timestamp: fc.constantFrom('2026-01-01T00:00:00Z', 7, null),
        sessionId: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(odd, (value) => void readParsed(claudeCode, [value])),
      { numRuns: 2000 },
    );
  });
});
