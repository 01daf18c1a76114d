import type { AgentReport, Breakdown, Report } from '../engine/ledger/report.ts';
import { agentName } from '../protocol/names.ts';
import { clean } from '../protocol/foreignText.ts';
import { formatAge, formatCount, formatCountdown, formatTime, plural } from '../protocol/format.ts';
import { secondsLeft } from '../protocol/countdown.ts';
import type { TokenTotals } from '../protocol/tokens.ts';
import type { StatusModel } from '../protocol/viewModels.ts';
import { type Column, renderTable } from './table.ts';

interface Line {
  readonly name: string;
  readonly totals: TokenTotals;
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

/** A report as tables: one for each agent and breakdown, closed by the agent's totals. */
export function reportText(report: Report, by: readonly Breakdown[]): string {
  const agents = Object.entries(report.agents);
  if (agents.length === 0) return 'No request was found in this time.\n';
  const parts = agents.flatMap(([id, agent]) =>
    by.map((one) => agentTable(agentName(id), agent, one, report.timezone)),
  );
  return `${parts.join('\n\n')}\n`;
}

function agentTable(name: string, report: AgentReport, by: Breakdown, timeZone: string): string {
  const [title, field] = TABLES[by];
  const lines: Line[] = Object.entries(report[field] ?? {}).map(([key, totals]) => ({ name: key, totals }));
  const columns: Column<Line>[] = [
    { title: by === 'day' ? `${title} (${timeZone})` : title, text: (line) => line.name, align: 'left' },
    ...FIGURES.map(([head, key]): Column<Line> => ({
      title: head,
      text: ({ totals }) => formatCount(totals[key]),
      align: 'right',
    })),
  ];
  return [name, ...renderTable(columns, [...lines, { name: 'All', totals: report.totals }])].join('\n');
}

/** The status in a few sentences. */
export function statusText(status: StatusModel, now: number): string {
  const lines = status.sample ? ['Sample data, not your own logs.'] : [];
  const { window, lastRequestAt } = status;
  if (window) {
    const tilde = window.source.kind === 'estimate' ? '~' : '';
    lines.push(
      `${agentName(window.agent)}: ${tilde}${formatCountdown(secondsLeft(window.endsAt, now))} left, resets ${tilde}${formatTime(window.endsAt)}.`,
    );
    lines.push(sourceText(window.source, now));
    lines.push(
      `${formatCount(window.spent.total)} tokens in ${plural(window.spent.requests, formatCount(window.spent.requests), 'request')} since ${formatTime(window.startsAt)}.`,
    );
    for (const { model, totals } of window.byModel) lines.push(`  ${clean(model)}: ${formatCount(totals.total)}`);
  } else if (status.state === 'no-logs') {
    lines.push('No logs of any agent were found.');
  } else {
    lines.push('No window is open. The next prompt starts one.');
    if (lastRequestAt !== null) lines.push(`The last request was ${formatAge(now - lastRequestAt)} ago.`);
  }
  return `${lines.join('\n')}\n`;
}

function sourceText(source: NonNullable<StatusModel['window']>['source'], now: number): string {
  if (source.kind === 'estimate') return `Estimated from your logs, ±${source.toleranceMs / 60_000} min.`;
  return `Reported by ${source.by} ${formatAge(now - source.observedAt)} ago.`;
}
