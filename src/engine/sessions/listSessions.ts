import { Calendar } from '../clock/calendar.ts';
import type { PriceTable } from '../ledger/prices/priceTable.ts';
import { timeRange, type TimeRangeQuery } from '../ledger/timeRange.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import type { SessionRow } from '../../protocol/viewModels.ts';
import { recentSessions } from './recentSessions.ts';

/** Which sessions a list is to hold: those that had requests in the time asked for. */
export interface SessionQuery extends TimeRangeQuery {
  /** Agent ids; without it, all. */
  readonly agents?: readonly string[];
  /** At most so many. */
  readonly limit: number;
}

/**
 * Sessions by their last request, newest first; their figures are those of the whole session.
 * @throws RangeError for a time zone, day or instant that is none
 */
export function listSessions(store: LedgerStore, prices: PriceTable, query: SessionQuery): SessionRow[] {
  const range = timeRange(query, new Calendar(query.timeZone));
  const filters = query.agents?.map((agent) => ({ ...range, agent })) ?? [range];
  return filters
    .flatMap((filter) => recentSessions(store, prices, query.limit, filter))
    .toSorted((a, b) => b.lastRequestAt - a.lastRequestAt)
    .slice(0, query.limit);
}
