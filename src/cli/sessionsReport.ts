import { type ReportCost, reportCost } from '../engine/ledger/report.ts';
import type { Reconciliation, SessionRow } from '../protocol/viewModels.ts';

/** One session as `moonlock sessions --json` prints it. Times are ISO, UTC. */
export interface SessionReport extends Omit<SessionRow, 'startedAt' | 'lastRequestAt' | 'cost' | 'reconciliation'> {
  readonly startedAt: string;
  readonly lastRequestAt: string;
  readonly cost: ReportCost;
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

function sessionReport({ cost, reconciliation, startedAt, lastRequestAt, ...row }: SessionRow): SessionReport {
  return {
    ...row,
    startedAt: iso(startedAt),
    lastRequestAt: iso(lastRequestAt),
    cost: reportCost({ totals: row.totals, cost }),
    reconciliation: reconciliation && {
      ...reconciliation,
      asOf: reconciliation.asOf === null ? null : iso(reconciliation.asOf),
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
