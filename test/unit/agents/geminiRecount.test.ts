import assert from 'node:assert/strict';
import path from 'node:path';
import * as fc from 'fast-check';
import { makeEngine } from '../../support/engines.ts';
import { recount, recountScript, type RecountTotals } from '../../support/shared.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const count = fc.nat(500);

/** Messages of all kinds in which the parts make up the total, as the vendor's do; ids come again, and with them changes. */
const message = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    type: fc.constantFrom('gemini', 'gemini', 'gemini', 'user', 'info'),
    model: fc.constantFrom('flash', 'pro', undefined),
    day: fc.constantFrom('2026-05-01', '2026-05-02', '2026-06-01'),
    used: fc.option(fc.record({ fresh: count, cached: count, output: count, thoughts: count })),
  })
  .map(({ id, type, model, day, used }) => {
    const { fresh = 0, cached = 0, output = 0, thoughts = 0 } = used ?? {};
    const tokens = {
      input: fresh + cached,
      cached,
      output,
      thoughts,
      tool: 0,
      total: fresh + cached + output + thoughts,
    };
    return { id, timestamp: `${day}T23:59:59.999Z`, type, model, content: 'x', tokens: used && tokens };
  });

const head = { sessionId: 's', projectHash: 'p' };
const change = fc.constantFrom({ $rewindTo: 'a' }, { $set: { lastUpdated: 'x' } }, { broken: [] });
const conversation = fc.oneof(
  fc.array(message, { maxLength: 8 }).map((messages) => ['json', JSON.stringify({ ...head, messages })] as const),
  fc
    .array(fc.oneof({ weight: 4, arbitrary: message }, change), { maxLength: 8 })
    .map((lines) => ['jsonl', [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')] as const),
);

describe('Gemini CLI, by the independent recount', function () {
  this.timeout(60_000);
  const script = recountScript();
  if (!script) {
    it('the recount or Python is absent: nothing was compared', function () {
      this.skip();
    });
    return;
  }
  it('made-up conversations come to the same in total, by model and by day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(conversation, { minLength: 1, maxLength: 6 }), async (conversations) => {
        const home = tempFolder();
        for (const [i, [ending, text]] of conversations.entries())
          write(home, `.gemini/tmp/p${i % 2}/chats/session-${i}.${ending}`, text);
        const { engine } = await makeEngine(home, { home });
        await engine.scan();
        const report = engine.report({ timeZone: 'UTC', by: ['model', 'day'] });
        const { totals, byModel, byDay } = report.agents['gemini-cli'] ?? { totals: report.totals };
        const kept = recount(script, path.join(home, '.gemini'), 'gemini');
        assert.deepEqual(figures({ all: totals }), figures({ all: kept.totals }));
        assert.deepEqual(figures(byModel ?? {}), figures(kept.byModel));
        assert.deepEqual(figures(byDay ?? {}), figures(kept.byDay));
      }),
      { numRuns: 25 },
    );
  });
});

/** Of a recount of nothing every figure is absent. */
function figures(totals: Record<string, Partial<RecountTotals> & { requests?: number }>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(totals).map(([key, one]) => {
      const { input = 0, output = 0, cacheRead = 0, reasoning = 0, total = 0, requests, messages = 0 } = one;
      return [key, [input, output, cacheRead, reasoning, total, requests ?? messages]];
    }),
  );
}
