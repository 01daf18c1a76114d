import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { copilotCli } from '../../src/engine/agents/copilotCli.ts';
import { event, message, type Metric, resume, shutdown, start } from '../support/copilotLines.ts';
import { fileInfo, readParsed } from '../support/reading.ts';
import { memoryStore } from '../support/stores.ts';

/** What one call really used, and whether it leaves an answer in the log. */
interface Spent {
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly logged: boolean;
}

/** A run of the agent in a session; one that crashes leaves no shutdown. */
interface RunOfCalls {
  readonly calls: readonly Spent[];
  readonly crashes: boolean;
}

const spent: fc.Arbitrary<Spent> = fc.record({
  model: fc.constantFrom('gpt-5', 'haiku'),
  input: fc.integer({ min: 1, max: 50 }),
  cached: fc.nat(50),
  output: fc.nat(30),
  logged: fc.boolean(),
});

/** How often a call of each run stays without an answer in the log decides how well runs can be told apart. */
function runs(call: fc.Arbitrary<Spent>, crashes: fc.Arbitrary<boolean>): fc.Arbitrary<RunOfCalls[]> {
  return fc.array(fc.record({ calls: fc.array(call, { maxLength: 5 }), crashes }), { maxLength: 4 });
}

const logged = spent.map((call) => ({ ...call, logged: true }));

/** The log of a session whose metrics go on from run to run, or begin anew with each. */
function logOf(list: readonly RunOfCalls[], goOn: boolean): object[] {
  let before: Spent[] = [];
  return list.flatMap(({ calls, crashes }, i) => {
    const answers = calls.flatMap(({ model, output, logged: isLogged }, j) =>
      isLogged ? [message(i, `call-${i}-${j}`, output, { model })] : [],
    );
    if (!goOn) before = [];
    if (!crashes) before = [...before, ...calls];
    return [i === 0 ? start() : resume(i), ...answers, ...(crashes ? [] : [shutdown(i, metricsOf(before))])];
  });
}

function metricsOf(calls: readonly Spent[]): Record<string, Metric> {
  const sum = (count: (call: Spent) => number, model: string): number =>
    calls.reduce((all, call) => all + (call.model === model ? count(call) : 0), 0);
  const metric = (model: string): Metric => ({
    input: sum(({ input, cached }) => input + cached, model),
    output: sum(({ output }) => output, model),
    cacheRead: sum(({ cached }) => cached, model),
    requests: sum(() => 1, model),
  });
  return Object.fromEntries(calls.map(({ model }) => [model, metric(model)]));
}

/** Input, output and cache read of a session, by model: all of an ended run, the logged output of any other. */
function truth(list: readonly RunOfCalls[]): Record<string, number[]> {
  const sums: Record<string, number[]> = {};
  for (const { calls, crashes } of list)
    for (const { model, input, cached, output, logged: isLogged } of calls) {
      if (crashes && !isLogged) continue;
      const [a, b, c] = sums[model] ?? [0, 0, 0];
      sums[model] = crashes ? [a!, b! + output, c!] : [a! + input, b! + output, c! + cached];
    }
  return sums;
}

/** The same as the ledger has it. */
async function counted(log: readonly object[]): Promise<Record<string, number[]>> {
  const store = await memoryStore();
  const records = readParsed(copilotCli, log, fileInfo('s1/events.jsonl'));
  const cursor = { offset: 1, size: 1, mtimeMs: 0, inode: 0, head: '', tail: '' };
  store.commit([{ agent: 'copilot-cli', path: '/events.jsonl', cursor, records }]);
  const sums: Record<string, number[]> = {};
  for (const { model, counters } of store.cells({})) {
    const [a, b, c] = sums[model] ?? [0, 0, 0];
    sums[model] = [a! + counters.input, b! + counters.output, c! + counters.cacheRead];
  }
  store.close();
  return sums;
}

function total(sums: Record<string, number[]>): number {
  return Object.values(sums)
    .flat()
    .reduce((a, b) => a + b, 0);
}

describe('property: sessions of Copilot CLI', function () {
  this.timeout(60_000);

  it('come to what was spent, where metrics begin anew with each run', async () => {
    await fc.assert(
      fc.asyncProperty(runs(logged, fc.boolean()), async (list) => {
        assert.deepEqual(await counted(logOf(list, false)), truth(list));
      }),
      { numRuns: 300 },
    );
  });

  it('come to what was spent, where metrics go on, whatever is not in the log', async () => {
    await fc.assert(
      fc.asyncProperty(runs(spent, fc.constant(false)), async (list) => {
        assert.deepEqual(await counted(logOf(list, true)), truth(list));
      }),
      { numRuns: 300 },
    );
  });

  it('never come to more than was spent, and never to less than in the last run', async () => {
    const used = fc.record({ inputTokens: fc.nat(99), outputTokens: fc.nat(99) });
    await fc.assert(
      fc.asyncProperty(runs(spent, fc.constant(false)), fc.boolean(), fc.nat(20), used, async (list, goOn, at, sum) => {
        const log = logOf(list, goOn);
        log.splice(at, 0, event('session.compaction_complete', 1, { compactionTokensUsed: sum }));
        const all = total(await counted(log));
        assert.ok(all <= total(truth(list)) + sum.inputTokens + sum.outputTokens);
        assert.ok(all >= total(truth(list.slice(-1))));
      }),
      { numRuns: 200 },
    );
  });
});
