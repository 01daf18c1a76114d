import { addCosts, type CostTotals, NO_COST } from '../../src/protocol/cost.ts';
import { addTotals, NO_TOKENS, type TokenTotals } from '../../src/protocol/tokens.ts';
import type {
  DashboardModel,
  Breakdown,
  LimitWindow,
  Part,
  SessionRow,
  Period,
  PeriodTotals,
  Reconciliation,
  SpendBucket,
  StatusModel,
} from '../../src/protocol/viewModels.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The instant at which every fixture was made: 14:26 UTC, 2 h 14 min before the window's reset. */
export const NOW = Date.UTC(2026, 10, 20, 14, 26);
export const STARTS_AT = NOW - 166 * MINUTE;
export const ENDS_AT = STARTS_AT + 5 * HOUR;
const BUCKET = 5 * MINUTE;

/** Totals that add up. */
export function tokens(
  cacheRead: number,
  cacheCreation: number,
  input: number,
  output: number,
  requests: number,
): TokenTotals {
  return {
    cacheRead,
    cacheCreation,
    input,
    output,
    reasoning: 0,
    requests,
    total: cacheRead + cacheCreation + input + output,
  };
}

function buckets(): SpendBucket[] {
  const made: SpendBucket[] = [];
  for (let i = 0; STARTS_AT + i * BUCKET < NOW; i++) {
    const pace = Math.max(0, Math.sin(i / 3.1) + 0.7 * Math.sin(i / 1.3 + 1) + 0.35);
    const requests = Math.round(pace * 22);
    const totals =
      requests === 0
        ? NO_TOKENS
        : tokens(requests * 52_111 + i * 917, requests * 2_790, requests * 394 + i, requests * 369 + 7 * i, requests);
    made.push({ startsAt: STARTS_AT + i * BUCKET, totals });
  }
  return made;
}

const SPEND = buckets();
/** What the fixture's window holds. */
export const SPENT = SPEND.reduce((sum, bucket) => addTotals(sum, bucket.totals), NO_TOKENS);

function part(totals: TokenTotals, share: number): TokenTotals {
  const of = (value: number): number => Math.floor(value * share);
  return tokens(
    of(totals.cacheRead),
    of(totals.cacheCreation),
    of(totals.input),
    of(totals.output),
    of(totals.requests),
  );
}

/** What tokens cost at five dollars a million. */
export function cost(totals: TokenTotals): CostTotals {
  return { ...NO_COST, picoUsd: totals.total * 5e6 };
}

function byModel(totals: TokenTotals): Part[] {
  const shares = {
    'claude-sonnet-4-5-20250929': 0.334,
    'claude-haiku-4-5-20251001': 0.07,
    'claude-next-preview': 0.003,
  };
  const rest = Object.entries(shares).map(([name, share]) => partOf(name, part(totals, share)));
  const left = rest.reduce(
    (sum, { totals: t }) =>
      tokens(
        sum.cacheRead - t.cacheRead,
        sum.cacheCreation - t.cacheCreation,
        sum.input - t.input,
        sum.output - t.output,
        sum.requests - t.requests,
      ),
    totals,
  );
  return [partOf('claude-opus-4-5-20251101', left), ...rest];
}

/** `claude-next-preview` has no price. */
function partOf(name: string, totals: TokenTotals): Part {
  return { name, totals, cost: name === 'claude-next-preview' ? unpriced(totals, name) : cost(totals) };
}

function unpriced({ requests, total }: TokenTotals, model: string): CostTotals {
  return { picoUsd: 0, unpricedRequests: requests, unpricedTokens: total, unpricedModels: [model] };
}

function sumOf(parts: readonly Part[]): CostTotals {
  return parts.reduce((sum, one) => addCosts(sum, one.cost), NO_COST);
}

function whole(parts: readonly Part[], others: Breakdown['others'] = null): Breakdown {
  return { parts, others };
}

/** Totals of a period, in parts that add up to them. */
export function period(name: Period, since: number | null, totals: TokenTotals): PeriodTotals {
  const models = byModel(totals);
  const rest = part(totals, 0.1);
  const [large, small] = [part(totals, 0.7), part(totals, 0.2)];
  const projects = [partOf('/home/ada/src/moonlock', large), partOf('C:\\work\\parser', small)];
  return {
    period: name,
    since,
    totals,
    cost: sumOf(models),
    confidence: {
      final: totals.requests - 12,
      partial: 12,
      estimated: 0,
      reasons: { unfinished: 9, version: 3 },
    },
    by: {
      model: whole(models),
      project: whole(projects, { count: 7, totals: rest, cost: cost(rest) }),
      agent: whole([partOf('claude-code', part(totals, 0.9)), partOf('codex', rest)]),
    },
  };
}

/** An open window whose reset is estimated from the logs. */
export function openWindow(change: Partial<LimitWindow> = {}): LimitWindow {
  return {
    agent: 'claude-code',
    startsAt: STARTS_AT,
    endsAt: ENDS_AT,
    source: { kind: 'estimate', toleranceMs: 10 * MINUTE },
    usedShare: null,
    spent: SPENT,
    cost: sumOf(byModel(SPENT)),
    byModel: byModel(SPENT),
    ...change,
  };
}

/** The status of a quiet, healthy engine. */
export function status(change: Partial<StatusModel> = {}): StatusModel {
  return {
    generatedAt: NOW,
    state: 'open',
    window: openWindow(),
    lastRequestAt: NOW - 2 * MINUTE,
    scan: { state: 'watching', files: 321, bytesDone: 5e8, bytesTotal: 5e8 },
    sample: false,
    problems: [],
    ...change,
  };
}

/** One row of the list of sessions. */
export function session(change: Partial<SessionRow> = {}): SessionRow {
  const totals = change.totals ?? tokens(18_204_117, 911_020, 120_404, 99_102, 301);
  return {
    agent: 'claude-code',
    id: 's-1',
    title: 'Fix flaky ledger test',
    project: '/home/ada/src/moonlock',
    branch: 'main',
    startedAt: NOW - 42 * MINUTE,
    lastRequestAt: NOW - 2 * MINUTE,
    models: ['claude-opus-4-5-20251101', 'claude-haiku-4-5-20251001'],
    prompts: 9,
    subagents: 2,
    context: { tokens: 166_012, window: 200_000 },
    totals,
    cost: cost(totals),
    confidence: { final: totals.requests, partial: 0, estimated: 0, reasons: {} },
    reconciliation: null,
    ...change,
  };
}

/** An agent's account that differs from the list prices for three reasons. */
export const RECONCILIATION: Reconciliation = {
  basis: 'session',
  asOf: NOW - 10 * MINUTE,
  requests: 280,
  laterRequests: 21,
  ownUsd: 90.1,
  agentUsd: 90.42,
  residual: [
    { cause: 'unlogged-calls', usd: 0.35, models: ['claude-haiku-4-5-20251001'] },
    { cause: 'prices', usd: -0.04, models: ['claude-opus-4-5-20251101'] },
    { cause: 'not-broken-down', usd: 0.01, models: [] },
  ],
};

const SESSIONS: readonly SessionRow[] = [
  session({ reconciliation: RECONCILIATION }),
  session({
    id: 's-2',
    title: null,
    project: 'C:\\work\\parser',
    branch: null,
    startedAt: NOW - 100 * MINUTE,
    models: ['claude-sonnet-4-5-20250929'],
  }),
  session({
    id: 's-3',
    agent: 'codex',
    title: 'Port parser to streaming, and keep the old one for the fuzzer until the next release',
    branch: 'feature/streaming-parser-and-fuzzer',
    models: ['gpt-5-codex'],
    context: { tokens: 68_400, window: 272_000 },
  }),
  session({
    id: 's-4',
    title: 'Write the changelog',
    startedAt: NOW - 30 * HOUR,
    lastRequestAt: NOW - 29 * HOUR,
    totals: tokens(900, 80, 7, 1, 1),
    context: { tokens: 987, window: null },
    confidence: { final: 0, partial: 1, estimated: 0, reasons: { unfinished: 1 } },
  }),
  session({
    id: 's-5',
    agent: 'new-agent',
    title: '看板の集計を直す',
    models: [],
    context: null,
    cost: unpriced(tokens(18_204_117, 911_020, 120_404, 99_102, 301), 'new-model'),
    startedAt: NOW - 50 * HOUR,
    lastRequestAt: NOW - 49 * HOUR,
  }),
  session({
    id: 's-6',
    title: 'The sixth session, not in the sidebar',
    startedAt: NOW - 60 * HOUR,
    lastRequestAt: NOW - 59 * HOUR,
  }),
];

/** A dashboard with an open window. */
export function dashboard(change: Partial<DashboardModel> = {}): DashboardModel {
  const week = addTotals(SPENT, tokens(310_200_400, 14_000_001, 2_300_100, 1_900_777, 6_200));
  const all = addTotals(week, tokens(1_900_000_000, 90_400_000, 11_000_000, 9_000_000, 34_000));
  return {
    status: status(),
    spend: { bucketMs: BUCKET, buckets: SPEND },
    periods: [
      period('window', STARTS_AT, SPENT),
      period('today', Date.UTC(2026, 10, 20), SPENT),
      period('week', Date.UTC(2026, 10, 14), week),
      period('all', null, all),
    ],
    sessions: SESSIONS,
    ledger: { requests: all.requests, sessions: 321, since: Date.UTC(2026, 8, 1) },
    ...change,
  };
}

/** A dashboard of which only the status differs. */
export function withStatus(change: Partial<StatusModel>): DashboardModel {
  return dashboard({ status: status(change) });
}

/** A dashboard without an open window. */
export function quiet(change: Partial<StatusModel>): DashboardModel {
  const { periods } = dashboard();
  return dashboard({
    status: status({ window: null, ...change }),
    spend: null,
    periods: periods.filter(({ period }) => period !== 'window'),
  });
}

/** A dashboard of a machine on which nothing was ever found. */
export function empty(change: Partial<StatusModel>): DashboardModel {
  return dashboard({
    status: status({ window: null, lastRequestAt: null, ...change }),
    spend: null,
    periods: [],
    sessions: [],
    ledger: { requests: 0, sessions: 0, since: null },
  });
}
