import type { SessionCostRecord } from '../agents/agent.ts';
import { usdOf } from '../../protocol/cost.ts';
import type { Spend } from '../../protocol/spend.ts';
import type { Reconciliation, ResidualCause } from '../../protocol/viewModels.ts';
import { parseModelName } from './prices/modelName.ts';
import { type Priced, type Spendable, spendBy, sumSpend } from './spend.ts';

/** An agent's own account of a session: it includes what its sub-agents and background calls cost. */
export interface AgentAccount {
  /** When it was closed. */
  readonly at: number;
  readonly usd: number;
  /** The same by model, as far as the log tells. */
  readonly models: SessionCostRecord['models'];
}

/** A sum of requests of which the agent itself logged what each cost. */
export interface LoggedSum extends Spendable {
  /** The agent's figures, in US dollars. */
  readonly usd: number;
}

/** One model in the agent's account. */
interface AgentSide {
  readonly model: string;
  readonly usd: number;
  readonly prompt: number;
  readonly output: number;
}

interface Difference {
  readonly model: string;
  readonly cause: ResidualCause;
  readonly usd: number;
}

/** Differences below this are the rounding of floating-point sums. */
const LEAST_USD = 1e-6;

/**
 * Compares what a session cost by its agent's account with what its requests cost at list prices, model by model: where
 * the tokens differ, so do the calls; where they are the same, the prices do.
 * @param lastAt time of the session's last request
 */
export function reconcileAccount(
  account: AgentAccount,
  items: readonly Priced<Spendable>[],
  lastAt: number,
): Reconciliation {
  const compared = items.filter(({ quarter }) => quarter <= account.at);
  const own = sumSpend(compared);
  return {
    basis: 'session',
    asOf: account.at,
    requests: own.totals.requests,
    laterRequests: sumSpend(items).totals.requests - own.totals.requests,
    ownUsd: usdOf(own.cost),
    agentUsd: account.usd,
    residual: gather(accountDifferences(account, compared, own, lastAt > account.at)),
  };
}

/** Compares what the agent logged with each of some requests with what these cost at list prices. */
export function reconcileRequests(items: readonly Priced<LoggedSum>[]): Reconciliation {
  const own = sumSpend(items);
  const differences = items.map(({ model, usd, spend: { cost } }): Difference => ({
    model,
    cause: cost.unpricedRequests > 0 ? 'unpriced' : 'prices',
    usd: usd - usdOf(cost),
  }));
  return {
    basis: 'requests',
    asOf: null,
    requests: own.totals.requests,
    laterRequests: 0,
    ownUsd: usdOf(own.cost),
    agentUsd: items.reduce((sum, { usd }) => sum + usd, 0),
    residual: gather(differences),
  };
}

function accountDifferences(
  { usd, models }: AgentAccount,
  items: readonly Priced<Spendable>[],
  own: Spend,
  goneOn: boolean,
): Difference[] {
  if (models.length === 0 || models.some(({ costUsd }) => costUsd === null)) {
    const cause = own.cost.unpricedRequests > 0 ? 'unpriced' : 'not-broken-down';
    return [{ model: '', cause, usd: usd - usdOf(own.cost) }];
  }
  const theirs = sidesOf(models);
  const ours = spendBy(items, ({ requests, model }) => (requests > 0 ? nameOf(model) : undefined));
  const differences = [...new Set([...theirs.keys(), ...ours.keys()])].map((name): Difference => {
    const [agent, spend] = [theirs.get(name), ours.get(name)];
    const cause = causeOf(agent, spend, goneOn ? 'later-requests' : 'left-out');
    return { model: agent?.model ?? name, cause, usd: (agent?.usd ?? 0) - (spend ? usdOf(spend.cost) : 0) };
  });
  const named = [...theirs.values()].reduce((sum, side) => sum + side.usd, 0);
  return [...differences, { model: '', cause: 'not-broken-down', usd: usd - named }];
}

function causeOf(agent: AgentSide | undefined, own: Spend | undefined, fewer: ResidualCause): ResidualCause {
  if (!own) return 'unlogged-calls';
  if (!agent) return fewer;
  if (own.cost.unpricedRequests > 0) return 'unpriced';
  const { input, cacheCreation, cacheRead, output } = own.totals;
  const prompt = agent.prompt - (input + cacheCreation + cacheRead);
  if (prompt !== 0) return prompt > 0 ? 'unlogged-calls' : fewer;
  if (agent.output !== output) return agent.output > output ? 'unlogged-output' : fewer;
  return 'prices';
}

/** The agent may list a model under several names, such as with and without the large context. */
function sidesOf(models: AgentAccount['models']): Map<string, AgentSide> {
  const sides = new Map<string, AgentSide>();
  for (const { model, costUsd, counters } of models) {
    const before = sides.get(nameOf(model));
    sides.set(nameOf(model), {
      model: before?.model ?? model,
      usd: (before?.usd ?? 0) + (costUsd ?? 0),
      prompt: (before?.prompt ?? 0) + counters.input + counters.cacheCreation + counters.cacheRead,
      output: (before?.output ?? 0) + counters.output,
    });
  }
  return sides;
}

function nameOf(model: string): string {
  return parseModelName(model)?.name ?? model;
}

/** Differences of one cause together, the largest first. */
function gather(differences: readonly Difference[]): Reconciliation['residual'] {
  const causes = new Map<ResidualCause, { usd: number; models: Set<string> }>();
  for (const { cause, usd, model } of differences) {
    const entry = causes.get(cause) ?? { usd: 0, models: new Set() };
    causes.set(cause, entry);
    entry.usd += usd;
    if (model !== '' && Math.abs(usd) >= LEAST_USD) entry.models.add(model);
  }
  return [...causes]
    .map(([cause, { usd, models }]) => ({ cause, usd, models: [...models] }))
    .filter(({ usd }) => Math.abs(usd) >= LEAST_USD)
    .toSorted((a, b) => Math.abs(b.usd) - Math.abs(a.usd));
}
