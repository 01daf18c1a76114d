import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { connect } from '../../../src/protocol/rpc.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { channel } from '../../support/ports.ts';
import { turns } from '../../support/until.ts';

const MALFORMED: readonly unknown[] = [
  undefined,
  null,
  7,
  'request',
  [],
  {},
  { kind: 'request' },
  { kind: 'request', id: 'x', method: 'double' },
  { kind: 'request', id: 1.5, method: 'double' },
  { kind: 'request', id: 1 },
  { kind: 'request', id: 1, method: 7 },
  { kind: 'reply', id: 1 },
  { kind: 'reply', id: 1, ok: 'yes' },
  { kind: 'reply', ok: true },
  { kind: 'event' },
  { kind: 'event', event: null },
  { kind: 'constructor', id: 1, method: 'double' },
];

/** One end that answers and hears, and what came of it. */
function connected() {
  const { left, right, posted } = channel();
  const calls: unknown[] = [];
  const handlers = { double: (params: unknown) => (calls.push(params), null) };
  const onEvent = { news: (payload: unknown) => calls.push(payload) };
  connect(right, { timers: new FakeClock(), handlers, onEvent });
  return { left, posted, calls };
}

describe('rpc: messages of others on the same port', () => {
  for (const message of MALFORMED) {
    it(`${JSON.stringify(message)} is ignored`, async () => {
      const { left, posted, calls } = connected();
      left.post(message);
      await turns(2);
      assert.deepEqual(posted, [message]);
      assert.deepEqual(calls, []);
    });
  }

  it('whatever arrives, nothing is thrown and a request after it is answered', async () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          kind: fc.constantFrom('request', 'reply', 'event'),
          id: fc.oneof(fc.integer(), fc.string()),
          method: fc.string(),
          ok: fc.boolean(),
          event: fc.string(),
        },
        { requiredKeys: ['kind'] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 5 }), async (messages) => {
        const { left, posted } = connected();
        for (const message of messages) left.post(message);
        left.post({ kind: 'request', id: 4711, method: 'double', params: null });
        await turns(3);
        assert.ok(posted.some((one) => JSON.stringify(one) === '{"kind":"reply","id":4711,"ok":true,"result":null}'));
      }),
    );
  });
});
