import { clean } from '../protocol/foreignText.ts';
import { formatCount, formatMoment, formatPercent, plural } from '../protocol/format.ts';
import { confidenceSentence, reasonLines } from '../protocol/confidence.ts';
import { costText, unpricedSentence } from '../protocol/cost.ts';
import { agentName, modelName, projectName } from '../protocol/names.ts';
import { accountSentence, residualLines, scopeSentence } from '../protocol/reconciliation.ts';
import type { ContextFill, SessionRow } from '../protocol/viewModels.ts';

/** Sessions as paragraphs, the newest first. */
export function sessionsText(sessions: readonly SessionRow[], timeZone: string): string {
  if (sessions.length === 0) return 'No session was found in this time.\n';
  const parts = sessions.map((session) => sessionLines(session, timeZone).map(clean).map(indented).join('\n'));
  return `${parts.join('\n\n')}\n\nCosts: list prices in US dollars. Times: ${timeZone}.\n`;
}

function indented(line: string, i: number): string {
  return i === 0 ? line : `  ${line}`;
}

function count(value: number, noun: string): string {
  return plural(value, formatCount(value), noun);
}

function sessionLines(row: SessionRow, timeZone: string): string[] {
  const { agent, title, project, branch, models, totals, cost, confidence } = row;
  const [from, to] = [row.startedAt, row.lastRequestAt].map((at) => formatMoment(at, timeZone));
  const unpriced = unpricedSentence(cost);
  return [
    title ?? (clean(projectName(project)) || 'untitled'),
    [
      agentName(agent),
      models.map(modelName).join(', ') || 'no model',
      project || 'no project',
      branch ?? 'no branch',
    ].join(' · '),
    [
      `${from} to ${to}`,
      count(row.prompts, 'prompt'),
      count(totals.requests, 'request'),
      count(row.subagents, 'sub-agent'),
    ].join(' · '),
    [count(totals.total, 'token'), `cost ${costText(cost, totals.requests)}`, contextWords(row.context)].join(' · '),
    ...(unpriced === undefined ? [] : [unpriced]),
    [confidenceSentence(confidence), ...reasonLines(confidence)].join(' '),
    ...accountLines(row),
  ];
}

/** `context 83 % full, 166,000 of 200,000`, or what of it is known. */
function contextWords(context: ContextFill | null): string {
  if (!context) return 'context unknown';
  const tokens = formatCount(context.tokens);
  if (context.window === null) return `${tokens} in the context`;
  return `context ${formatPercent(context.tokens / context.window)} full, ${tokens} of ${formatCount(context.window)}`;
}

function accountLines({ agent, reconciliation }: SessionRow): string[] {
  if (!reconciliation) return [];
  const scope = scopeSentence(reconciliation);
  return [
    [
      accountSentence(reconciliation, agent),
      ...residualLines(reconciliation),
      ...(scope === undefined ? [] : [scope]),
    ].join(' '),
  ];
}
