import assert from 'node:assert/strict';
import { connect, RpcError } from '../../../src/protocol/rpc.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { type Channel, channel } from '../../support/ports.ts';
import { turns } from '../../support/until.ts';

type Served = {
  double: { params: number; result: number };
  fail: { params: null; result: null };
  never: { params: null; result: null };
  strange: { params: null; result: unknown };
};
type Told = { news: string; broken: null };

/** Expects a rejection with a code. */
function rejects(promise: Promise<unknown>, code: string, message?: RegExp): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(error instanceof RpcError);
    assert.equal(error.code, code);
    if (message) assert.match(error.message, message);
    return true;
  });
}

describe('rpc', () => {
  let clock: FakeClock;
  let between: Channel;
  let heard: string[];
  let handled: string[];
  let client: ReturnType<typeof makeClient>;
  let server: ReturnType<typeof makeServer>;
  beforeEach(() => {
    clock = new FakeClock();
    between = channel();
    heard = [];
    handled = [];
    server = makeServer();
    client = makeClient();
  });

  function makeServer() {
    return connect<Record<string, never>, Served, Told, Record<string, never>>(between.right, {
      timers: clock,
      checkParams(method, params) {
        if (method === 'double' && typeof params !== 'number') throw new TypeError('a number is wanted');
      },
      handlers: {
        double: (value) => (handled.push(`double ${value}`), value * 2),
        fail: () => Promise.reject(new Error('it broke')),
        never: () => new Promise(() => undefined),
        strange: () => () => 'a function cannot be sent',
      },
    });
  }
  function makeClient() {
    return connect<Served, Record<string, never>, Record<string, never>, Told>(between.left, {
      timers: clock,
      timeoutMs: 2000,
      handlers: {},
      onEvent: { news: (text) => heard.push(text) },
    });
  }

  it('answers', async () => assert.equal(await client.ask('double', 21), 42));
  it('answers each request with its own result', async () => {
    assert.deepEqual(await Promise.all([1, 2, 3].map((value) => client.ask('double', value))), [2, 4, 6]);
  });
  it('leaves no timer behind', async () => {
    await client.ask('double', 1);
    await rejects(client.ask('fail', null), 'failed');
    assert.equal(clock.pending, 0);
  });
  it('tells what a handler threw', () => rejects(client.ask('fail', null), 'failed', /^it broke$/));
  it('tells that a result cannot be sent', () => rejects(client.ask('strange', null), 'failed'));
  it('refuses bad parameters before the handler sees them', async () => {
    await rejects(client.ask('double', 'x' as never), 'bad-params', /a number is wanted/);
    assert.deepEqual(handled, []);
  });
  for (const name of ['nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '__defineGetter__']) {
    it(`refuses the unknown method ${name}`, () =>
      rejects(client.ask(name as 'double', 1), 'unknown-method', /There is no method/));
  }

  it('gives up a request that is not answered in time, and a late answer is nothing', async () => {
    const asked = client.ask('never', null);
    clock.advance(1999);
    await turns(2);
    clock.advance(1);
    await rejects(asked, 'timeout', /"never" was not answered within 2 s/);
    between.right.post({ kind: 'reply', id: 1, ok: true, result: null });
    assert.equal(await client.ask('double', 2), 4);
  });

  it('rejects open and later requests when it is closed, and leaves no timer', async () => {
    const asked = client.ask('never', null);
    client.close('the engine stopped');
    client.close('again');
    await rejects(asked, 'closed', /^the engine stopped$/);
    await rejects(client.ask('double', 1), 'closed', /^the engine stopped$/);
    assert.equal(clock.pending, 0);
  });

  it('says nothing more once closed', async () => {
    const asked = client.ask('double', 1);
    server.close('bye');
    server.send('news', 'too late');
    clock.advance(2000);
    await rejects(asked, 'timeout');
    assert.deepEqual(heard, []);
  });

  it('brings events', () => {
    server.send('news', 'hello');
    assert.deepEqual(heard, ['hello']);
  });
  it('lets events pass that nobody waits for', () => {
    server.send('broken', null);
    assert.deepEqual(heard, []);
  });
  for (const name of ['constructor', '__proto__', 'toString', '__defineGetter__', 'hasOwnProperty']) {
    it(`lets the event ${name} pass`, () => {
      assert.doesNotThrow(() => between.right.post({ kind: 'event', event: name, payload: 'x' }));
    });
  }

  it('rejects, and leaves no timer, where the parameters cannot be sent', async () => {
    await assert.rejects(client.ask('double', (() => 1) as never));
    assert.equal(clock.pending, 0);
  });
});
