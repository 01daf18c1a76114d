import { type CostedTotals, costedTotals } from '../engine/ledger/report.ts';
import type { Reconciliation, SessionRow } from '../protocol/viewModels.ts';

/** One session as `moonlock sessions --json` prints it. Times are ISO, UTC. */
export interface SessionReport extends Omit<
  SessionRow,
  'startedAt' | 'lastRequestAt' | 'totals' | 'cost' | 'reconciliation'
> {
  readonly startedAt: string;
  readonly lastRequestAt: string;
  readonly totals: CostedTotals;
  /** Models of the requests that have no price. */
  readonly unpricedModels: readonly string[];
  readonly reconciliation: (Omit<Reconciliation, 'asOf'> & { readonly asOf: string | null }) | null;
}

/** What `moonlock sessions --json` prints. */
export interface SessionsReport {
  readonly schemaVersion: 1;
  readonly generatedAt: string;
  readonly sessions: readonly SessionReport[];
}

/** Sessions in the form that scripts read. */
export function sessionsReport(sessions: readonly SessionRow[], now: number): SessionsReport {
  return { schemaVersion: 1, generatedAt: iso(now), sessions: sessions.map(sessionReport) };
}

function sessionReport({ totals, cost, reconciliation, startedAt, lastRequestAt, ...row }: SessionRow): SessionReport {
  return {
    ...row,
    startedAt: iso(startedAt),
    lastRequestAt: iso(lastRequestAt),
    totals: costedTotals({ totals, cost }),
    unpricedModels: cost.unpricedModels,
    reconciliation: reconciliation && {
      ...reconciliation,
      asOf: reconciliation.asOf === null ? null : iso(reconciliation.asOf),
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
