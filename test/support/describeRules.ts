import assert from 'node:assert/strict';
import { reportOf } from './engines.ts';
import { layOut, outputs, type RuleCase } from './ruleCases.ts';
import { recount, recountScript } from './shared.ts';
import { tempFolder } from './tempFolder.ts';

/** Makes two tests of each case: what it must come to, and that the independent recount says the same. */
export function describeRules(title: string, cases: readonly RuleCase[]): void {
  describe(title, () => {
    for (const one of cases) it(one.title, () => check(one));
  });
  describe(`${title}, by the independent recount`, function () {
    this.timeout(20_000);
    const script = recountScript();
    if (!script) {
      it('the recount or Python is absent: nothing was compared', function () {
        this.skip();
      });
      return;
    }
    for (const one of cases) if (one.incomparable === undefined) it(one.title, () => compare(script, one));
  });
}

async function check(one: RuleCase): Promise<void> {
  const config = tempFolder();
  layOut(config, one);
  const { report, problems } = await reportOf(config);
  const { input, output, cacheCreation, cacheRead, requests } = report.totals;
  assert.deepEqual([input, output, cacheCreation, cacheRead], one.tokens);
  assert.equal(requests, one.requests);
  const claude = report.agents['claude-code'];
  if (one.bySession) assert.deepEqual(outputs(claude!.bySession!), one.bySession);
  if (one.byModel) assert.deepEqual(outputs(claude!.byModel!), one.byModel);
  if (one.byDay) assert.deepEqual(outputs(claude!.byDay!), one.byDay);
  if (!one.problem) return assert.deepEqual(problems, []);
  assert.equal(problems.length, 1);
  assert.match(problems[0]!, one.problem);
}

async function compare(script: string, one: RuleCase): Promise<void> {
  const config = tempFolder();
  layOut(config, one);
  const { report } = await reportOf(config);
  const kept = recount(script, config);
  const { input, output, cacheCreation, cacheRead, requests } = report.totals;
  const { totals } = kept;
  assert.deepEqual({ input, output, cacheCreation, cacheRead }, pick(totals));
  const claude = report.agents['claude-code'];
  assert.deepEqual(outputs(claude?.byModel ?? {}), outputs(kept.byModel));
  assert.deepEqual(outputs(claude?.byDay ?? {}), outputs(kept.byDay));
  assert.deepEqual(outputs(claude?.bySession ?? {}), outputs(kept.bySession));
  assert.equal(
    requests,
    Object.values(kept.byModel).reduce((sum, { messages }) => sum + messages, 0),
  );
}

function pick({
  input,
  output,
  cacheCreation,
  cacheRead,
}: Record<'input' | 'output' | 'cacheCreation' | 'cacheRead', number>) {
  return { input, output, cacheCreation, cacheRead };
}
