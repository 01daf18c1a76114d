import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { claudeCode } from '../../src/engine/agents/claudeCode.ts';
import { readLine } from '../../src/engine/ingest/readLine.ts';
import { fileInfo, lineFormat } from '../support/reading.ts';

/** Texts as they stand in logs: mostly ASCII, now and then any character, white space of all kinds, halves of characters. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    'main',
    '/work/app',
    's',
    '<command>',
    'Caveat: ä',
    '\u00a0<b>',
    '\u3000',
    '\ufeffx',
    'Â',
    '\u0085 <',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .tuple(fc.constantFrom(118, 119, 120, 478, 479, 480), fc.constantFrom('ü', '日', '𝄞'))
    .map(([n, c]) => 'a'.repeat(n) + c),
);

const line = fc.record(
  {
    type: fc.constantFrom('assistant', 'user', 'ai-title', 'custom-title', 'cost-state', 'progress'),
    timestamp: fc.constantFrom('2026-05-01T10:00:00Z', 'ü'),
    sessionId: text,
    cwd: text,
    gitBranch: text,
    version: text,
    uuid: text,
    requestId: text,
    agentId: text,
    aiTitle: text,
    customTitle: text,
    totalCostUSD: fc.constant(1),
    modelUsage: fc.dictionary(text, fc.record({ costUSD: fc.constant(1) }), { maxKeys: 2 }),
    message: fc.record(
      {
        id: text,
        model: text,
        stop_reason: text,
        usage: fc.record({ input_tokens: fc.nat(9), output_tokens: fc.nat(9), service_tier: text }),
        content: fc.oneof(
          text,
          fc.array(fc.record({ type: fc.constantFrom('text', 'tool_result'), text }), { maxLength: 2 }),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['type'] },
);

/** JSON of a value with some characters escaped. */
function jsonOf(value: unknown, escape: boolean): string {
  const json = JSON.stringify(value);
  return escape ? json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
}

describe('property: reading a line of text', function () {
  this.timeout(60_000);

  it('comes to the same as parsing it as UTF-8, whatever characters it holds', () => {
    fc.assert(
      fc.property(line, fc.boolean(), fc.boolean(), fc.nat(99), (value, escape, bom, broken) => {
        const json = (bom ? '\ufeff' : '') + jsonOf(value, escape);
        const bytes = Buffer.from(broken === 0 ? json.slice(0, -1) : json);
        const reader = lineFormat(claudeCode).open(fileInfo(), undefined);
        const read = (): unknown => readLine(reader, bytes, 7, () => true);
        if (broken === 0) assert.throws(read, SyntaxError);
        else assert.deepEqual(read(), reader.read(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')), 7));
      }),
      { numRuns: 5000 },
    );
  });

  it('gives each line only once to a reader that keeps state', () => {
    let times = 0;
    const reader = { read: () => (times++, []), state: () => undefined };
    readLine(reader, Buffer.from('{"ü":1}'), 0, () => true);
    readLine(reader, Buffer.from('{"u":1}'), 0, () => true);
    assert.equal(times, 2);
  });
});
