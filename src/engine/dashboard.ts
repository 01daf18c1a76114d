import type { Agent } from './agents/agent.ts';
import { Calendar } from './clock/calendar.ts';
import type { PriceTable } from './ledger/prices/priceTable.ts';
import { breakdownOf, modelKey, partsOf, type Priced, priced, spendBy, sumSpend } from './ledger/spend.ts';
import { totalsBy } from './ledger/totals.ts';
import type { EstimatedWindow } from './limits/estimator.ts';
import { type PeriodSums, periodSums, type RunningPeriods } from './periodSums.ts';
import { recentSessions } from './sessions/recentSessions.ts';
import type { Bucket, Cell, LedgerStore } from './store/ledgerStore.ts';
import { NO_TOKENS } from '../protocol/tokens.ts';
import type {
  DashboardModel,
  LimitWindow,
  Period,
  PeriodTotals,
  SpendSeries,
  StatusModel,
} from '../protocol/viewModels.ts';

/** What the dashboard is made from. */
export interface DashboardSources {
  readonly store: LedgerStore;
  readonly prices: PriceTable;
  readonly calendar: Calendar;
  readonly periods: RunningPeriods;
}

/** An open window, and the sums of the requests in it. */
export interface OpenWindow {
  readonly window: LimitWindow;
  readonly cells: readonly Priced<Cell>[];
}

const FIVE_MINUTES = 300_000;
const SESSIONS_SHOWN = 20;
const PARTS_SHOWN = 12;

/** Adds up what an agent spent in its open window. */
export function openWindow(
  store: LedgerStore,
  prices: PriceTable,
  agent: Agent,
  { startsAt, endsAt, toleranceMs }: EstimatedWindow,
): OpenWindow {
  const found = store.cells({ agent: agent.id, since: startsAt, until: endsAt }).filter(({ requests }) => requests > 0);
  const cells = priced(found, prices);
  const { totals, cost } = sumSpend(cells);
  const byModel = partsOf(spendBy(cells, modelKey));
  const source = { kind: 'estimate', toleranceMs } as const;
  return {
    window: { agent: agent.id, startsAt, endsAt, source, usedShare: null, spent: totals, cost, byModel },
    cells,
  };
}

/** Everything that the dashboard shows. `open` belongs to `status.window`. */
export function makeDashboard(
  { store, prices, calendar, periods }: DashboardSources,
  status: StatusModel,
  open: OpenWindow | undefined,
): DashboardModel {
  const [today, week] = starts(status.generatedAt, calendar);
  const [ofToday, ofWeek, ofAll] = periods.since(today, [today, week, null]) as [PeriodSums, PeriodSums, PeriodSums];
  const { sessions, firstAt } = store.reach();
  return {
    status,
    spend: open ? series(store, open.window, status.generatedAt) : null,
    periods: [
      ...(open ? [periodTotals('window', open.window.startsAt, periodSums(open.cells))] : []),
      periodTotals('today', today, ofToday),
      periodTotals('week', week, ofWeek),
      periodTotals('all', null, ofAll),
    ],
    sessions: recentSessions(store, prices, SESSIONS_SHOWN),
    ledger: { requests: ofAll.all.totals.requests, sessions, since: firstAt },
  };
}

/** The spend over a window, bar by bar, to now or its last request. */
function series(store: LedgerStore, { agent, startsAt, endsAt }: LimitWindow, now: number): SpendSeries {
  const buckets: Bucket[] = store.buckets({ agent, since: startsAt, until: endsAt }, FIVE_MINUTES);
  const sums = totalsBy(buckets, ({ index }) => index);
  const last = Math.max(Math.floor((now - startsAt) / FIVE_MINUTES), buckets.at(-1)?.index ?? 0);
  return {
    bucketMs: FIVE_MINUTES,
    buckets: Array.from({ length: last + 1 }, (_, index) => ({
      startsAt: startsAt + index * FIVE_MINUTES,
      totals: sums.get(index) ?? NO_TOKENS,
    })),
  };
}

/** When today began, and the seven days that end with it. */
function starts(now: number, calendar: Calendar): [today: number, week: number] {
  const today = calendar.date(now);
  return [calendar.startOf(today), calendar.startOf(Calendar.addDays(today, -6))];
}

function periodTotals(period: Period, since: number | null, { all, by }: PeriodSums): PeriodTotals {
  return {
    period,
    since,
    ...all,
    by: {
      model: breakdownOf(by.model, PARTS_SHOWN),
      project: breakdownOf(by.project, PARTS_SHOWN),
      agent: breakdownOf(by.agent, PARTS_SHOWN),
    },
  };
}
