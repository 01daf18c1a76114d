import { agentName } from '../protocol/names.ts';
import { clean } from '../protocol/foreignText.ts';
import { formatAge, formatCount, formatCountdown, formatTime, plural } from '../protocol/format.ts';
import { secondsLeft } from '../protocol/countdown.ts';
import { costText, unpricedSentence } from '../protocol/cost.ts';
import type { LimitWindow, StatusModel } from '../protocol/viewModels.ts';

/** The status in a few sentences. */
export function statusText(status: StatusModel, now: number): string {
  const head = status.sample ? ['Sample data, not your own logs.'] : [];
  return [...head, ...(status.window ? windowLines(status.window, now) : calmLines(status, now))]
    .map((line) => `${line}\n`)
    .join('');
}

function windowLines({ agent, startsAt, endsAt, source, spent, cost, byModel }: LimitWindow, now: number): string[] {
  const tilde = source.kind === 'estimate' ? '~' : '';
  const requests = plural(spent.requests, formatCount(spent.requests), 'request');
  const unpriced = unpricedSentence(cost);
  return [
    `${agentName(agent)}: ${tilde}${formatCountdown(secondsLeft(endsAt, now))} left, resets ${tilde}${formatTime(endsAt)}.`,
    sourceText(source, now),
    `${formatCount(spent.total)} tokens in ${requests} since ${formatTime(startsAt)}.`,
    ...(spent.requests === 0 ? [] : [`At list prices: ${costText(cost, spent.requests)}.`]),
    ...(unpriced === undefined ? [] : [unpriced]),
    ...byModel.map(
      ({ name, totals, cost: own }) =>
        `  ${clean(name)}: ${formatCount(totals.total)} tokens, ${costText(own, totals.requests)}`,
    ),
  ];
}

function calmLines({ state, lastRequestAt }: StatusModel, now: number): string[] {
  if (state === 'no-logs') return ['No logs of any agent were found.'];
  const last = lastRequestAt === null ? [] : [`The last request was ${formatAge(now - lastRequestAt)} ago.`];
  return ['No window is open. The next prompt starts one.', ...last];
}

function sourceText(source: LimitWindow['source'], now: number): string {
  if (source.kind === 'estimate') return `Estimated from your logs, ±${source.toleranceMs / 60_000} min.`;
  return `Reported by ${source.by} ${formatAge(now - source.observedAt)} ago.`;
}
