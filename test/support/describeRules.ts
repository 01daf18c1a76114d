import assert from 'node:assert/strict';
import { reportOf } from './engines.ts';
import { CLAUDE_CODE, layOut, outputs, type RuleAgent, type RuleCase } from './ruleCases.ts';
import { recount, recountedRequests, recountScript, type RecountTotals } from './shared.ts';
import { tempFolder } from './tempFolder.ts';

/** Makes two tests of each case: what it must come to, and that the independent recount says the same. */
export function describeRules(title: string, cases: readonly RuleCase[], agent = CLAUDE_CODE): void {
  describe(title, () => {
    for (const one of cases) it(one.title, () => check(agent, one));
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
    for (const one of cases) if (one.incomparable === undefined) it(one.title, () => compare(script, agent, one));
  });
}

async function check(agent: RuleAgent, one: RuleCase): Promise<void> {
  const config = tempFolder();
  layOut(config, agent, one);
  const { report, problems } = await reportOf(config);
  const { input, output, cacheCreation, cacheRead, requests } = report.totals;
  assert.deepEqual([input, output, cacheCreation, cacheRead], one.tokens);
  assert.equal(requests, one.requests);
  const counted = report.agents[agent.id];
  if (one.bySession) assert.deepEqual(outputs(counted!.bySession!), one.bySession);
  if (one.byModel) assert.deepEqual(outputs(counted!.byModel!), one.byModel);
  if (one.byDay) assert.deepEqual(outputs(counted!.byDay!), one.byDay);
  if (!one.problem) return assert.deepEqual(problems, []);
  assert.equal(problems.length, 1);
  assert.match(problems[0]!, one.problem);
}

async function compare(script: string, agent: RuleAgent, one: RuleCase): Promise<void> {
  const config = tempFolder();
  layOut(config, agent, one);
  const { report } = await reportOf(config);
  const kept = recount(script, config, agent.recount);
  const { input, output, cacheCreation, cacheRead, requests } = report.totals;
  const { totals } = kept;
  assert.deepEqual({ input, output, cacheCreation, cacheRead }, pick(totals));
  const counted = report.agents[agent.id];
  assert.deepEqual(outputs(counted?.byModel ?? {}), outputs(kept.byModel));
  assert.deepEqual(outputs(counted?.byDay ?? {}), outputs(kept.byDay));
  assert.deepEqual(outputs(counted?.bySession ?? {}), outputs(kept.bySession ?? {}));
  assert.equal(
    requests,
    Object.values(kept.byModel).reduce((sum, totals) => sum + recountedRequests(totals), 0),
  );
}

function pick({ input, output, cacheCreation = 0, cacheRead }: RecountTotals) {
  return { input, output, cacheCreation, cacheRead };
}
