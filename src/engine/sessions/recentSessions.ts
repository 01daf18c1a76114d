import { sum, sumByModel } from '../ledger/totals.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import type { SessionRow } from '../../protocol/viewModels.ts';

/** The sessions with the latest requests, newest first. */
export function recentSessions(store: LedgerStore, limit: number): SessionRow[] {
  return store.recentSessions(limit).map(({ agent, session, title, branch, firstAt, lastAt }) => {
    const cells = store.sessionCells(agent, session);
    return {
      agent,
      id: session,
      title,
      project: cells.toSorted((a, b) => b.quarter - a.quarter)[0]?.project ?? '',
      branch,
      startedAt: firstAt,
      lastRequestAt: lastAt,
      models: sumByModel(cells).map(({ model }) => model),
      totals: sum(cells),
    };
  });
}
