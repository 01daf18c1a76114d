import type { PriceTable } from '../ledger/prices/priceTable.ts';
import { reconcileAccount, reconcileRequests } from '../ledger/reconciliation.ts';
import { modelKey, partsOf, type Priced, priced, spendBy, sumSpend } from '../ledger/spend.ts';
import type { Cell, LedgerStore, LoggedCost, RequestFilter, SessionFacts } from '../store/ledgerStore.ts';
import type { ContextFill, Reconciliation, SessionRow } from '../../protocol/viewModels.ts';

/** The sessions with the latest requests, newest first: all, or those that had requests in the time of the filter. */
export function recentSessions(
  store: LedgerStore,
  prices: PriceTable,
  limit: number,
  filter: RequestFilter = {},
): SessionRow[] {
  const sessions = store.recentSessions(limit, filter);
  if (sessions.length === 0) return [];
  const logged = store.loggedCosts({ since: Math.min(...sessions.map(({ firstAt }) => firstAt)) });
  return sessions.map((facts) => {
    const own = logged.filter(({ agent, session }) => agent === facts.agent && session === facts.session);
    return sessionRow(facts, store.sessionCells(facts.agent, facts.session), own, prices);
  });
}

function sessionRow(
  facts: SessionFacts,
  cells: readonly Cell[],
  logged: readonly LoggedCost[],
  prices: PriceTable,
): SessionRow {
  const { agent, session, title, branch, firstAt, lastAt, prompts, subagents } = facts;
  const items = priced(cells, prices);
  const newest = cells.reduce<Cell | undefined>((a, b) => (a && a.quarter >= b.quarter ? a : b), undefined);
  return {
    agent,
    id: session,
    title,
    project: newest?.project ?? '',
    branch,
    startedAt: firstAt,
    lastRequestAt: lastAt,
    models: partsOf(spendBy(items, modelKey)).map(({ name }) => name),
    prompts,
    subagents,
    context: contextFill(facts, prices),
    ...sumSpend(items),
    reconciliation: reconciliation(facts, items, priced(logged, prices)),
  };
}

/** What the log says of the context's size holds, else what the model's maker does, unless the session proves it wrong. */
function contextFill({ context }: SessionFacts, prices: PriceTable): ContextFill | null {
  if (!context) return null;
  const { tokens, model, at } = context;
  const window = context.window ?? prices.contextWindow(model, at);
  return { tokens, window: window !== null && tokens <= window ? window : null };
}

/** An agent's account of the whole session tells more than its figures for single requests. */
function reconciliation(
  { reportedCost, lastAt }: SessionFacts,
  items: readonly Priced<Cell>[],
  logged: readonly Priced<LoggedCost>[],
): Reconciliation | null {
  if (reportedCost) return reconcileAccount(reportedCost, items, lastAt);
  return logged.length > 0 ? reconcileRequests(logged) : null;
}
