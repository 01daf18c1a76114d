import { Calendar } from '../clock/calendar.ts';
import type { Cell, LedgerStore } from '../store/ledgerStore.ts';
import type { TokenTotals } from '../../protocol/tokens.ts';
import { sum, sumBy } from './totals.ts';

/** Ways to break an agent's totals down. */
export const BREAKDOWNS = ['model', 'day', 'session', 'project'] as const;
/** One of {@link BREAKDOWNS}. */
export type Breakdown = (typeof BREAKDOWNS)[number];

/** What a report is to hold. */
export interface ReportQuery {
  /** Days are days of this time zone (IANA name). */
  readonly timeZone: string;
  /** Agent ids; without it, all. */
  readonly agents?: readonly string[];
  /** First day (`2026-01-31`) or instant (ISO with a time) that counts. */
  readonly since?: string;
  /** Last day that counts, or the instant before which requests count. */
  readonly until?: string;
  readonly by: readonly Breakdown[];
}

/** Totals of one agent. */
export interface AgentReport {
  totals: TokenTotals;
  byModel?: Record<string, TokenTotals>;
  byDay?: Record<string, TokenTotals>;
  bySession?: Record<string, TokenTotals>;
  byProject?: Record<string, TokenTotals>;
}

/** The report as `moonlock report --json` prints it. */
export interface Report {
  readonly schemaVersion: 1;
  /** ISO time. */
  readonly generatedAt: string;
  readonly timezone: string;
  readonly agents: Record<string, AgentReport>;
  readonly totals: TokenTotals;
}

/**
 * Adds the ledger up.
 * @throws RangeError for a time zone, day or instant that is none
 */
export function makeReport(store: LedgerStore, query: ReportQuery, now: number): Report {
  const calendar = new Calendar(query.timeZone);
  const since = query.since === undefined ? {} : { since: instantOf(calendar, query.since, 0) };
  const until = query.until === undefined ? {} : { until: instantOf(calendar, query.until, 1) };
  const cells = store.cells({ ...since, ...until }).filter((cell) => query.agents?.includes(cell.agent) ?? true);
  const agents = [...new Set(cells.map((cell) => cell.agent))].toSorted();
  return {
    schemaVersion: 1,
    generatedAt: new Date(now).toISOString(),
    timezone: query.timeZone,
    agents: Object.fromEntries(
      agents.map((agent) => [
        agent,
        agentReport(
          cells.filter((cell) => cell.agent === agent),
          query.by,
          calendar,
        ),
      ]),
    ),
    totals: sum(cells),
  };
}

function agentReport(cells: readonly Cell[], by: readonly Breakdown[], calendar: Calendar): AgentReport {
  const report: AgentReport = { totals: sum(cells) };
  // An agent's own messages stand under a model's name of their own, which is none.
  if (by.includes('model'))
    report.byModel = sorted(sumBy(cells, (cell) => (cell.requests > 0 ? cell.model : undefined)));
  if (by.includes('day')) report.byDay = sorted(sumBy(cells, (cell) => calendar.date(cell.quarter)));
  if (by.includes('session')) report.bySession = sorted(sumBy(cells, (cell) => cell.session));
  if (by.includes('project')) report.byProject = sorted(sumBy(cells, (cell) => cell.project));
  return report;
}

/** `dayOffset`: 0 for a day's start, 1 for its end. */
function instantOf(calendar: Calendar, text: string, dayOffset: 0 | 1): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return calendar.startOf(Calendar.addDays(validDay(text), dayOffset));
  const at = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(at)) {
    throw new RangeError(`"${text}" is neither a day such as 2026-01-31 nor a time such as 2026-01-31T12:00:00Z.`);
  }
  return at;
}

function validDay(text: string): string {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw new RangeError(`There is no day ${text}.`);
  return text;
}

/** A record of own properties only, whatever the keys are called. */
function sorted(sums: Map<string, TokenTotals>): Record<string, TokenTotals> {
  const entries = [...sums].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries);
}
