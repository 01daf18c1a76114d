import assert from 'node:assert/strict';
import { makeFinder, PlainFinder, VectorFinder } from '../../../src/engine/ingest/needleFinder.ts';

const bytes = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text));

describe('finding needles', () => {
  it('uses vector instructions where they are (every Node that we support has them on common machines)', () => {
    assert.ok(makeFinder(bytes('"usage"'), 100) instanceof VectorFinder);
  });

  it('does without them where the runtime has none', () => {
    const { WebAssembly } = globalThis as unknown as { WebAssembly: { Module: unknown } };
    const { Module } = WebAssembly;
    WebAssembly.Module = (): never => {
      throw new Error('no vector instructions');
    };
    try {
      assert.ok(makeFinder(bytes('"usage"'), 100) instanceof PlainFinder);
    } finally {
      WebAssembly.Module = Module;
    }
  });

  it('keeps apart what two finders hold', () => {
    const [one, other] = [makeFinder(bytes('ab'), 100), makeFinder(bytes('ab'), 100)];
    one.bytes.write('ab', 7);
    assert.deepEqual([one.next(0, 100), other.next(0, 100)], [8, -1]);
  });
});
