import { Calendar } from '../clock/calendar.ts';
import type { Cell, LedgerStore, LoggedCost } from '../store/ledgerStore.ts';
import type { ConfidenceTotals } from '../../protocol/confidence.ts';
import { usdOf } from '../../protocol/cost.ts';
import type { Spend } from '../../protocol/spend.ts';
import type { TokenTotals } from '../../protocol/tokens.ts';
import type { PriceTable } from './prices/priceTable.ts';
import { modelKey, type Priced, priced, type Spendable, spendBy, sumSpend } from './spend.ts';
import { timeRange, type TimeRangeQuery } from './timeRange.ts';

/** Ways to break an agent's totals down. */
export const BREAKDOWNS = ['model', 'day', 'session', 'project'] as const;
/** One of {@link BREAKDOWNS}. */
export type Breakdown = (typeof BREAKDOWNS)[number];

/** What a report is to hold. */
export interface ReportQuery extends TimeRangeQuery {
  /** Agent ids; without it, all. */
  readonly agents?: readonly string[];
  readonly by: readonly Breakdown[];
}

/** What some requests cost, in US dollars. */
export interface ReportCost {
  /** At list prices, of the requests that have one; null if none has. */
  readonly usd: number | null;
  readonly unpricedRequests: number;
  readonly unpricedTokens: number;
  /** Models of the requests that have no price. */
  readonly unpricedModels: readonly string[];
}

/** The same with what the agents say themselves. */
export interface LoggedReportCost extends ReportCost {
  /** What the agents themselves logged for single requests; null if for none. */
  readonly loggedUsd: number | null;
  /** For how many. */
  readonly loggedRequests: number;
}

/** Figures of one kind, broken down. */
type Broken<T> = { readonly [K in BreakdownKey]?: Record<string, T> };
type BreakdownKey = 'byModel' | 'byDay' | 'bySession' | 'byProject';

/** Totals of one agent. */
export interface AgentReport extends Broken<TokenTotals> {
  readonly totals: TokenTotals;
  readonly cost: LoggedReportCost & Broken<LoggedReportCost>;
  readonly confidence: ConfidenceTotals;
}

/** The report as `moonlock report --json` prints it. */
export interface Report {
  readonly schemaVersion: 1;
  /** ISO time. */
  readonly generatedAt: string;
  readonly timezone: string;
  readonly agents: Record<string, AgentReport>;
  readonly totals: TokenTotals;
  readonly cost: LoggedReportCost;
}

/** What a report is made from: sums of requests, and of those whose cost the agent logged. */
interface Sums {
  readonly cells: readonly Priced<Cell>[];
  readonly logged: readonly LoggedCost[];
}

/**
 * Adds the ledger up.
 * @throws RangeError for a time zone, day or instant that is none
 */
export function makeReport(store: LedgerStore, prices: PriceTable, query: ReportQuery, now: number): Report {
  const calendar = new Calendar(query.timeZone);
  const range = timeRange(query, calendar);
  const wanted = ({ agent }: Spendable): boolean => query.agents?.includes(agent) ?? true;
  const sums = {
    cells: priced(store.cells(range).filter(wanted), prices),
    logged: store.loggedCosts(range).filter(wanted),
  };
  const agents = [...new Set(sums.cells.map((cell) => cell.agent))].toSorted();
  const all = sumSpend(sums.cells);
  return {
    schemaVersion: 1,
    generatedAt: new Date(now).toISOString(),
    timezone: query.timeZone,
    agents: Object.fromEntries(agents.map((agent) => [agent, agentReport(only(sums, agent), query.by, calendar)])),
    totals: all.totals,
    cost: loggedCost(all, sums.logged),
  };
}

function only({ cells, logged }: Sums, id: string): Sums {
  return { cells: cells.filter(({ agent }) => agent === id), logged: logged.filter(({ agent }) => agent === id) };
}

function agentReport(sums: Sums, by: readonly Breakdown[], calendar: Calendar): AgentReport {
  const keys: Record<Breakdown, readonly [BreakdownKey, (cell: Cell | LoggedCost) => string | undefined]> = {
    model: ['byModel', modelKey],
    day: ['byDay', (cell) => calendar.date(cell.quarter)],
    session: ['bySession', (cell) => cell.session],
    project: ['byProject', (cell) => cell.project],
  };
  const spend = sumSpend(sums.cells);
  const report: { -readonly [K in BreakdownKey]?: Record<string, TokenTotals> } = {};
  const costs: { -readonly [K in BreakdownKey]?: Record<string, LoggedReportCost> } = {};
  for (const [name, key] of by.map((one) => keys[one])) {
    const logged = groupBy(sums.logged, key);
    const parts = [...spendBy(sums.cells, key)].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    report[name] = Object.fromEntries(parts.map(([part, { totals }]) => [part, totals]));
    costs[name] = Object.fromEntries(parts.map(([part, one]) => [part, loggedCost(one, logged.get(part))]));
  }
  const cost = { ...loggedCost(spend, sums.logged), ...costs };
  return { totals: spend.totals, ...report, cost, confidence: spend.confidence };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function loggedCost(spend: Spend, logged: readonly LoggedCost[] = []): LoggedReportCost {
  return {
    ...reportCost(spend),
    loggedUsd: logged.length > 0 ? logged.reduce((sum, { usd }) => sum + usd, 0) : null,
    loggedRequests: logged.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/** A cost in the form that scripts read. */
export function reportCost({ totals, cost }: Pick<Spend, 'totals' | 'cost'>): ReportCost {
  const { unpricedRequests, unpricedTokens, unpricedModels } = cost;
  const priced = unpricedRequests === 0 || unpricedRequests < totals.requests;
  return { usd: priced ? usdOf(cost) : null, unpricedRequests, unpricedTokens, unpricedModels };
}
