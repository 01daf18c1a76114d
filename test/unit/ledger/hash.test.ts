import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { hash53 } from '../../../src/engine/ledger/hash.ts';

describe('hash53', () => {
  it('property: is an exact integer of 53 bits, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = hash53(text);
        assert.ok(Number.isSafeInteger(hash) && hash >= 0);
        assert.equal(hash53(text), hash);
      }),
    );
  });
  it('stays what it was: ids in saved ledgers are made of it', () => {
    const hashes = ['', 'a', 'claude-code\nid:msg_1'].map((text) => hash53(text));
    assert.deepEqual(hashes, [3338908027751811, 7929297801672961, 3189724699896097]);
  });
  it('tells 300,000 similar ids apart', () => {
    const hashes = new Set<number>();
    for (let i = 0; i < 100_000; i++)
      for (const id of [`id:msg_${i}`, `request:req_${i}`, `line:p/s.jsonl:${i * 1000}`]) hashes.add(hash53(id));
    assert.equal(hashes.size, 300_000);
  });
});
