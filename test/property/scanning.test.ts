import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { claudeCode } from '../../src/engine/agents/claudeCode.ts';
import { needlesOf } from '../../src/engine/ingest/lineReader.ts';
import { read } from '../support/tailing.ts';
import { tempFolder, write } from '../support/tempFolder.ts';
import { answer } from '../support/claudeLines.ts';
import { jsonText } from '../support/jsonText.ts';
import { lineFormat, readParsed } from '../support/reading.ts';
import { linesFound } from '../support/scanning.ts';

const byte = fc.constantFrom(10, 10, 13, 34, 97, 98, 99, 0, 255);
const text = fc
  .constantFrom('a', 'ab', '"b"', 'ca', 'aa', 'a'.repeat(16), 'b"'.repeat(9))
  .map((one) => Buffer.from(one));
const needle = fc.record({ bytes: text, unless: fc.option(text, { nil: undefined }) });

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
        fc.array(fc.oneof(byte, fc.constantFrom('a'.repeat(15), 'b"'.repeat(8))), { maxLength: 60 }),
        fc.array(needle, { maxLength: 3 }),
        fc.nat(200),
        fc.nat(80),
        (list, needles, fileOffset, head) => {
          const bytes = Buffer.concat(
            [...list, 10].map((one) => (typeof one === 'number' ? Buffer.of(one) : Buffer.from(one))),
          );
          const allBefore = fileOffset + (head > 40 ? 0 : head);
          const has = (line: string, part: Buffer): boolean => line.includes(part.toString('latin1'));
          const expected = naive(bytes)
            .slice(0, -1)
            .map(([offset, line]): [number, string] => [offset + fileOffset, line])
            .filter(
              ([offset, line]) =>
                offset < allBefore ||
                needles.some(({ bytes: one, unless }) => has(line, one) && !(unless && has(line, unless))),
            );
          assert.deepEqual(linesFound(bytes, needles, { fileOffset, allBefore }), expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reading a file line by line equals splitting it, wherever its chunks end', async () => {
    const line = fc.oneof(
      { weight: 8, arbitrary: fc.nat(300) },
      { weight: 1, arbitrary: fc.integer({ min: 260_000, max: 264_000 }) },
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
        assert.equal(linesFound(Buffer.from(`${text}\n`), needles).length, 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('does pass over lines that cannot carry any', () => {
    assert.deepEqual(linesFound(Buffer.from('{"type":"user","text":"usage of \\u4e00"}\n'), needles), []);
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
