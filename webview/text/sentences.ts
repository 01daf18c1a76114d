import { formatAge, formatPercent, plural } from '../../src/protocol/format.ts';
import type { LimitWindow, ResetSource, ScanProgress, StatusModel } from '../../src/protocol/viewModels.ts';
import type { Figures } from './figures.ts';
import { agentName } from '../../src/protocol/names.ts';
import { clean, shorten } from '../../src/protocol/foreignText.ts';
import { span } from './span.ts';

/** A sentence that could stand alone, and a quieter line under it. */
interface Headline {
  readonly sentence: string;
  readonly support: string;
}

/** What a view says first about an open window. */
export function windowHeadline(window: LimitWindow, now: number, figures: Figures): Headline {
  return {
    sentence: `${timeSentence(window, now)} ${spendSentence(window, figures)}`,
    support: sourceLine(window, now, figures),
  };
}

function timeSentence({ endsAt, source }: LimitWindow, now: number): string {
  const estimated = source.kind === 'estimate';
  if (now >= endsAt) return estimated ? 'This window has ended, by estimate.' : 'This window has ended.';
  return `${estimated ? 'About ' : ''}${span(endsAt - now)} left in this window.`.replace(/^less/, 'Less');
}

function spendSentence({ usedShare, spent, startsAt }: LimitWindow, figures: Figures): string {
  if (usedShare !== null) return `${formatPercent(usedShare)} of its limit is spent.`;
  return `${plural(spent.total, figures.count(spent.total), 'token')} spent since ${figures.time(startsAt)}.`;
}

/** Which agent, what it cost, and how the reset is known. */
function sourceLine(window: LimitWindow, now: number, figures: Figures): string {
  const { agent, usedShare, spent, cost, source } = window;
  return [
    shorten(clean(agentName(agent)), 40),
    ...(usedShare === null ? [] : [plural(spent.total, figures.count(spent.total), 'token')]),
    ...(spent.requests > cost.unpricedRequests ? [`${figures.cost(cost, spent.requests)} at list prices`] : []),
    sourceWords(source, now),
  ].join(' · ');
}

/** `16:40`, or `~16:40` where it is an estimate. */
export function resetTime({ endsAt, source }: LimitWindow, figures: Figures): string {
  return `${source.kind === 'estimate' ? '~' : ''}${figures.time(endsAt)}`;
}

function sourceWords(source: ResetSource, now: number): string {
  if (source.kind === 'estimate')
    return `estimated from your logs, ±${Math.ceil(source.toleranceMs / 60_000)}\u00a0min`;
  return `reported by ${shorten(clean(source.by), 40)} ${formatAge(now - source.observedAt)} ago`;
}

/** What a view says first when no window is open. */
export function quietHeadline(status: StatusModel, now: number, figures: Figures): Headline {
  if (status.state === 'no-logs') {
    return { sentence: 'No agent logs were found on this machine.', support: 'There is nothing to count yet.' };
  }
  if (status.state === 'starting')
    return { sentence: 'Moonlock is starting.', support: 'Figures show up as the logs are read.' };
  const last = status.lastRequestAt;
  const support =
    last === null
      ? 'No request is in the logs yet.'
      : `Last request ${figures.moment(last, now)}, ${formatAge(now - last)} ago.`;
  return { sentence: 'No window is running. The next prompt starts one.', support };
}

/** `reading logs 42 %`, or `live` once all is read. */
export function scanWords(scan: ScanProgress): string {
  if (scan.state === 'watching') return 'live';
  if (scan.state === 'paused') return 'reading paused';
  const done = scanShare(scan);
  // Never "100 %" before the engine itself says that it is done.
  return done === null ? 'reading logs' : `reading logs ${formatPercent(Math.min(0.99, Math.floor(done * 100) / 100))}`;
}

/** Share of the bytes read, or null where it cannot be told. */
export function scanShare({ bytesDone, bytesTotal }: ScanProgress): number | null {
  return bytesTotal > 0 && bytesDone >= 0 ? Math.min(1, bytesDone / bytesTotal) : null;
}
