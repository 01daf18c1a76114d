import type { Agent } from './agents/agent.ts';
import { Calendar } from './clock/calendar.ts';
import { sum, sumBy, sumByModel } from './ledger/totals.ts';
import type { EstimatedWindow } from './limits/estimator.ts';
import { recentSessions } from './sessions/recentSessions.ts';
import type { Bucket, LedgerStore } from './store/ledgerStore.ts';
import { NO_TOKENS } from '../protocol/tokens.ts';
import type {
  DashboardModel,
  LimitWindow,
  Period,
  PeriodTotals,
  SpendSeries,
  StatusModel,
} from '../protocol/viewModels.ts';

const FIVE_MINUTES = 300_000;
const SESSIONS_SHOWN = 20;

/** An open window with what was spent in it, bar by bar. */
export interface WindowSpend {
  readonly window: LimitWindow;
  readonly spend: SpendSeries;
}

/** Adds up what an agent spent in its open window. */
export function windowSpend(store: LedgerStore, agent: Agent, open: EstimatedWindow, now: number): WindowSpend {
  const { startsAt, endsAt, toleranceMs } = open;
  const buckets = store.buckets({ agent: agent.id, since: startsAt, until: endsAt }, FIVE_MINUTES);
  return {
    window: {
      agent: agent.id,
      startsAt,
      endsAt,
      source: { kind: 'estimate', toleranceMs },
      usedShare: null,
      spent: sum(buckets),
      byModel: sumByModel(buckets),
    },
    spend: { bucketMs: FIVE_MINUTES, buckets: series(buckets, startsAt, now) },
  };
}

function series(buckets: readonly Bucket[], startsAt: number, now: number): SpendSeries['buckets'] {
  const sums = sumBy(buckets, (bucket) => String(bucket.index));
  const last = Math.max(Math.floor((now - startsAt) / FIVE_MINUTES), buckets.at(-1)?.index ?? 0);
  return Array.from({ length: last + 1 }, (_, index) => ({
    startsAt: startsAt + index * FIVE_MINUTES,
    totals: sums.get(String(index)) ?? NO_TOKENS,
  }));
}

/** Everything that the dashboard shows. `spend` belongs to `status.window`. */
export function makeDashboard(
  store: LedgerStore,
  status: StatusModel,
  spend: SpendSeries | null,
  calendar: Calendar,
): DashboardModel {
  const { requests, sessions, firstAt } = store.summary();
  return {
    status,
    spend,
    periods: periods(store, status, calendar),
    sessions: recentSessions(store, SESSIONS_SHOWN),
    ledger: { requests, sessions, since: firstAt },
  };
}

function periods(store: LedgerStore, status: StatusModel, calendar: Calendar): PeriodTotals[] {
  const today = calendar.date(status.generatedAt);
  const starts: Record<Exclude<Period, 'window'>, number | null> = {
    today: calendar.startOf(today),
    week: calendar.startOf(Calendar.addDays(today, -6)),
    all: null,
  };
  const { window } = status;
  const open: PeriodTotals[] = window
    ? [{ period: 'window', since: window.startsAt, totals: window.spent, byModel: window.byModel }]
    : [];
  const others = (['today', 'week', 'all'] as const).map((period): PeriodTotals => {
    const since = starts[period];
    const sums = store.modelSums(since ?? undefined);
    return { period, since, totals: sum(sums), byModel: sumByModel(sums) };
  });
  return [...open, ...others];
}
