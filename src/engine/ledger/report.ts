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

/** Totals with what they cost at list prices. */
export interface CostedTotals extends TokenTotals {
  /** US dollars, of the requests that have a price; null if none has. */
  readonly costUsd: number | null;
  readonly unpricedRequests: number;
  readonly unpricedTokens: number;
}

/** Totals with what their agents say as well. */
export interface ReportTotals extends CostedTotals {
  /** What the agents themselves logged for single requests, in US dollars; null if for none. */
  readonly loggedCostUsd: number | null;
  /** For how many. */
  readonly loggedCostRequests: number;
}

/** Totals of one agent. */
export interface AgentReport {
  readonly totals: ReportTotals;
  readonly confidence: ConfidenceTotals;
  /** Models of the requests that have no price. */
  readonly unpricedModels: readonly string[];
  readonly byModel?: Record<string, ReportTotals>;
  readonly byDay?: Record<string, ReportTotals>;
  readonly bySession?: Record<string, ReportTotals>;
  readonly byProject?: Record<string, ReportTotals>;
}

/** The report as `moonlock report --json` prints it. */
export interface Report {
  readonly schemaVersion: 1;
  /** ISO time. */
  readonly generatedAt: string;
  readonly timezone: string;
  readonly agents: Record<string, AgentReport>;
  readonly totals: ReportTotals;
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
  return {
    schemaVersion: 1,
    generatedAt: new Date(now).toISOString(),
    timezone: query.timeZone,
    agents: Object.fromEntries(agents.map((agent) => [agent, agentReport(only(sums, agent), query.by, calendar)])),
    totals: totalsOf(sumSpend(sums.cells), sums.logged),
  };
}

function only({ cells, logged }: Sums, id: string): Sums {
  return { cells: cells.filter(({ agent }) => agent === id), logged: logged.filter(({ agent }) => agent === id) };
}

function agentReport(sums: Sums, by: readonly Breakdown[], calendar: Calendar): AgentReport {
  const spend = sumSpend(sums.cells);
  return {
    totals: totalsOf(spend, sums.logged),
    confidence: spend.confidence,
    unpricedModels: spend.cost.unpricedModels,
    ...(by.includes('model') && { byModel: breakdown(sums, modelKey) }),
    ...(by.includes('day') && { byDay: breakdown(sums, (cell) => calendar.date(cell.quarter)) }),
    ...(by.includes('session') && { bySession: breakdown(sums, (cell) => cell.session) }),
    ...(by.includes('project') && { byProject: breakdown(sums, (cell) => cell.project) }),
  };
}

/** A record of own properties only, whatever the keys are called, in the order of the keys. */
function breakdown({ cells, logged }: Sums, key: (cell: Cell) => string | undefined): Record<string, ReportTotals> {
  const costs = groupBy(logged, key);
  const entries = [...spendBy(cells, key)].map(([name, spend]) => [name, totalsOf(spend, costs.get(name))] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
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

function totalsOf(spend: Spend, logged: readonly LoggedCost[] = []): ReportTotals {
  return {
    ...costedTotals(spend),
    loggedCostUsd: logged.length > 0 ? logged.reduce((sum, { usd }) => sum + usd, 0) : null,
    loggedCostRequests: logged.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/** Totals in the form that scripts read. */
export function costedTotals({ totals, cost }: Pick<Spend, 'totals' | 'cost'>): CostedTotals {
  const { unpricedRequests, unpricedTokens } = cost;
  const priced = unpricedRequests === 0 || unpricedRequests < totals.requests;
  return { ...totals, costUsd: priced ? usdOf(cost) : null, unpricedRequests, unpricedTokens };
}
