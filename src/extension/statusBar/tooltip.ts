import { MarkdownString } from 'vscode';
import { agentName, modelName } from '../../protocol/names.ts';
import { formatAge, formatCount, formatTime, plural } from '../../protocol/format.ts';
import { costText } from '../../protocol/cost.ts';
import { clean } from '../../protocol/foreignText.ts';
import type { LimitWindow, StatusModel } from '../../protocol/viewModels.ts';

const MODELS_SHOWN = 6;
const PROBLEMS_SHOWN = 3;

/** The status bar's tooltip. It holds foreign text and is therefore neither trusted nor allowed HTML. */
export function tooltip(status: StatusModel | undefined, now: number, locale: string): MarkdownString {
  const markdown = new MarkdownString();
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  for (const paragraph of paragraphs(status, now, locale)) markdown.appendText(clean(paragraph)).appendMarkdown('\n\n');
  return markdown;
}

/** The tooltip's paragraphs as plain text. */
export function paragraphs(status: StatusModel | undefined, now: number, locale: string): string[] {
  if (!status) return ['Moonlock is starting.'];
  const head = status.sample ? ['Sample data, not your own logs.'] : [];
  const { window } = status;
  const body = window && now < window.endsAt ? windowParagraphs(window, now, locale) : calmParagraphs(status, now);
  const problems = status.problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  const more = problems.length > PROBLEMS_SHOWN ? [`And ${problems.length - PROBLEMS_SHOWN} more in the log.`] : [];
  return [...head, ...body, ...problems.slice(0, PROBLEMS_SHOWN), ...more];
}

function windowParagraphs(window: LimitWindow, now: number, locale: string): string[] {
  const { spent, cost, source, usedShare } = window;
  const estimate = source.kind === 'estimate';
  const known = estimate
    ? `estimated from your logs, ±${source.toleranceMs / 60_000} min`
    : `reported by ${source.by} ${formatAge(now - source.observedAt)} ago`;
  const kinds = [
    ['input', spent.input],
    ['output', spent.output],
    ['cache write', spent.cacheCreation],
    ['cache read', spent.cacheRead],
  ] as const;
  const count = (value: number): string => formatCount(value, locale);
  const models = window.byModel
    .slice(0, MODELS_SHOWN)
    .map(({ name, totals }) => `${modelName(name)}: ${count(totals.total)}`);
  return [
    `${agentName(window.agent)} resets ${estimate ? 'at about' : 'at'} ${formatTime(window.endsAt, locale)} (${known}).`,
    `${count(spent.total)} tokens in ${plural(spent.requests, count(spent.requests), 'request')} since ${formatTime(window.startsAt, locale)}.`,
    ...(spent.requests === 0 ? [] : [`At list prices: ${costText(cost, spent.requests, locale)}.`]),
    kinds.map(([name, value]) => `${name} ${count(value)}`).join(' · '),
    ...(models.length > 0 ? [models.join(' · ')] : []),
    ...(usedShare === null ? ['The moon shows the time left: the logs do not tell the limit.'] : []),
  ];
}

function calmParagraphs(status: StatusModel, now: number): string[] {
  if (status.state === 'starting') return ['Moonlock is reading the logs.'];
  if (status.state === 'no-logs') {
    return [
      'No logs of any agent were found.',
      'Looked for Claude Code in ~/.claude, ~/.config/claude and CLAUDE_CONFIG_DIR.',
    ];
  }
  const last =
    status.lastRequestAt === null ? [] : [`The last request was ${formatAge(now - status.lastRequestAt)} ago.`];
  return ['No window is open. The next prompt starts one.', ...last];
}
