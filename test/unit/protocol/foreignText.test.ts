import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { clean } from '../../../src/protocol/foreignText.ts';

describe('clean', () => {
  const harmful: readonly (readonly [name: string, text: string])[] = [
    ['line feeds', 'a\nb'],
    ['carriage returns', 'a\rb'],
    ['escape sequences', 'a\u001bb'],
    ['C1 controls', 'a\u009bb'],
    ['the next-line control', 'a\u0085b'],
    ['line separators', 'a\u2028b'],
    ['paragraph separators', 'a\u2029b'],
    ['overrides of direction', 'a\u202eb'],
    ['isolates', 'a\u2066b'],
    ['direction marks', 'a\u200fb'],
    ['Arabic letter marks', 'a\u061cb'],
    ['zero-width spaces', 'a\u200bb'],
    ['byte order marks', 'a\ufeffb'],
    ['zero bytes', 'a\0b'],
    ['deletes', 'a\u007fb'],
  ];
  for (const [name, text] of harmful) it(`takes ${name} away`, () => assert.match(clean(text), /^a ?b$/));

  it('leaves every other script alone', () => {
    for (const text of ['', 'plain', 'żółć', 'עברית', 'العربية', '日本語', '🌒🌕', '~/dir/ñ-1_2'])
      assert.equal(clean(text), text);
  });

  it('property: leaves nothing harmful, and nothing more to do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = clean(text);
        assert.ok(line.length <= text.length);
        assert.doesNotMatch(line, /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
        assert.equal(clean(line), line);
      }),
      { numRuns: 1000 },
    );
  });
});
