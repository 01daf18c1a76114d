import { type ReportCost, reportCost } from '../engine/ledger/report.ts';
import { secondsLeft } from '../protocol/countdown.ts';
import type { TokenTotals } from '../protocol/tokens.ts';
import type { LimitWindow, Problem, StatusModel } from '../protocol/viewModels.ts';

/** The open window as `moonlock status --json` prints it. Times are ISO, UTC. */
export interface WindowReport {
  readonly agent: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Until the end, whole seconds. */
  readonly secondsLeft: number;
  readonly source:
    | { readonly kind: 'estimate'; readonly toleranceSeconds: number }
    | { readonly kind: 'reported'; readonly by: string; readonly observedAt: string };
  /** Share of the limit spent, 0 to 1, or null where no local source knows the limit. */
  readonly usedShare: number | null;
  readonly totals: TokenTotals;
  readonly byModel: Record<string, TokenTotals>;
  readonly cost: ReportCost & { readonly byModel: Record<string, ReportCost> };
}

/** What `moonlock status --json` prints. */
export interface StatusReport {
  readonly schemaVersion: 1;
  readonly generatedAt: string;
  readonly state: StatusModel['state'];
  readonly sample: boolean;
  readonly window: WindowReport | null;
  readonly lastRequestAt: string | null;
  readonly problems: readonly Problem[];
}

/** The status in the form that scripts read. */
export function statusReport({
  generatedAt,
  state,
  sample,
  window,
  lastRequestAt,
  problems,
}: StatusModel): StatusReport {
  return {
    schemaVersion: 1,
    generatedAt: iso(generatedAt),
    state,
    sample,
    window: window && windowReport(window, generatedAt),
    lastRequestAt: lastRequestAt === null ? null : iso(lastRequestAt),
    problems,
  };
}

function windowReport(
  { agent, startsAt, endsAt, source, usedShare, spent, cost, byModel }: LimitWindow,
  now: number,
): WindowReport {
  return {
    agent,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    secondsLeft: secondsLeft(endsAt, now),
    source:
      source.kind === 'estimate'
        ? { kind: 'estimate', toleranceSeconds: source.toleranceMs / 1000 }
        : { kind: 'reported', by: source.by, observedAt: iso(source.observedAt) },
    usedShare,
    totals: spent,
    byModel: Object.fromEntries(byModel.map(({ name, totals }) => [name, totals])),
    cost: {
      ...reportCost({ totals: spent, cost }),
      byModel: Object.fromEntries(byModel.map((part) => [part.name, reportCost(part)])),
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
