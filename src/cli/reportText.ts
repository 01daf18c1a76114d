import type { AgentReport, Breakdown, Report, ReportCost } from '../engine/ledger/report.ts';
import { agentName } from '../protocol/names.ts';
import { confidenceSentence, reasonLines } from '../protocol/confidence.ts';
import { priceText, unpricedSentence } from '../protocol/cost.ts';
import { formatCount, formatUsd, plural } from '../protocol/format.ts';
import type { TokenTotals } from '../protocol/tokens.ts';
import { type Column, renderTable } from './table.ts';

interface Line {
  readonly name: string;
  readonly totals: TokenTotals;
  readonly cost: ReportCost;
}

const FIGURES: readonly [title: string, field: keyof TokenTotals][] = [
  ['Input', 'input'],
  ['Output', 'output'],
  ['Cache write', 'cacheCreation'],
  ['Cache read', 'cacheRead'],
  ['Total', 'total'],
  ['Requests', 'requests'],
];

const TABLES: Record<Breakdown, readonly [title: string, field: 'byModel' | 'byDay' | 'bySession' | 'byProject']> = {
  model: ['Model', 'byModel'],
  day: ['Day', 'byDay'],
  session: ['Session', 'bySession'],
  project: ['Project', 'byProject'],
};

/** A report as tables: for each agent one by breakdown, closed by the agent's totals, and what is to be known of them. */
export function reportText(report: Report, by: readonly Breakdown[]): string {
  const agents = Object.entries(report.agents);
  if (agents.length === 0) return 'No request was found in this time.\n';
  const parts = agents.flatMap(([id, agent]) => {
    const tables = by.map((one) => agentTable(agentName(id), agent, one, report.timezone));
    return tables.concat(footer(agentName(id), agent).join('\n'));
  });
  return `${parts.join('\n\n')}\n`;
}

function agentTable(name: string, report: AgentReport, by: Breakdown, timeZone: string): string {
  const [title, field] = TABLES[by];
  const lines: Line[] = Object.entries(report[field] ?? {}).map(([key, totals]) => ({
    name: key,
    totals,
    cost: report.cost[field]![key]!,
  }));
  const columns: Column<Line>[] = [
    { title: by === 'day' ? `${title} (${timeZone})` : title, text: (line) => line.name, align: 'left' },
    ...FIGURES.map(([head, key]): Column<Line> => ({
      title: head,
      text: ({ totals }) => formatCount(totals[key]),
      align: 'right',
    })),
    { title: 'Cost', text: costOf, align: 'right' },
  ];
  return [name, ...renderTable(columns, [...lines, { ...report, name: 'All' }])].join('\n');
}

function costOf({ totals, cost }: Line): string {
  return priceText(cost.usd ?? 0, cost.unpricedRequests, totals.requests);
}

function footer(name: string, { cost, confidence }: AgentReport): string[] {
  const { loggedUsd, loggedRequests } = cost;
  const unpriced = unpricedSentence(cost);
  const logged = plural(loggedRequests, formatCount(loggedRequests), 'request');
  return [
    'Cost: list prices in US dollars.',
    ...(unpriced === undefined ? [] : [unpriced]),
    ...(loggedUsd === null ? [] : [`${name} itself logged ${formatUsd(loggedUsd)} for ${logged}.`]),
    confidenceSentence(confidence),
    ...reasonLines(confidence).map((line) => `  ${line}`),
  ];
}
