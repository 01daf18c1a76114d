import { secondsLeft } from '../../protocol/countdown.ts';
import { formatCompact, formatCountdown, formatHoursMinutes, formatPercent } from '../../protocol/format.ts';
import { moonPhase } from '../../protocol/phases.ts';
import type { LimitWindow, StatusModel } from '../../protocol/viewModels.ts';
import type { SecondsSetting } from '../settings.ts';

/** What the status bar item shows. */
export interface StatusText {
  /** With an icon. */
  readonly text: string;
  /** The same in words, for a screen reader. */
  readonly label: string;
  /** Whether the text changes with each second, with each minute, or not by itself. */
  readonly changes: 'second' | 'minute' | 'never';
}

/** The status bar's text at an instant. `status` is undefined until the engine has spoken. */
export function statusText(
  status: StatusModel | undefined,
  now: number,
  seconds: SecondsSetting,
  locale: string,
): StatusText {
  const sample = status?.sample ? ' · sample' : '';
  const window = status?.window;
  if (window && now < window.endsAt) {
    const open = windowText(window, now, seconds, locale);
    return { ...open, text: open.text + sample, label: open.label + sample };
  }
  const [short, long] = calm(status);
  return { text: `${icon(8)} ${short}${sample}`, label: `Moonlock: ${long}${sample}`, changes: 'never' };
}

function windowText(window: LimitWindow, now: number, setting: SecondsSetting, locale: string): StatusText {
  const left = secondsLeft(window.endsAt, now);
  const exact = window.source.kind === 'reported';
  const withSeconds = setting === 'always' || (setting === 'whileExact' && exact);
  const time = (exact ? '' : '~') + (withSeconds ? formatCountdown(left) : formatHoursMinutes(left));
  const share = window.usedShare;
  const spent = share === null ? formatCompact(window.spent.total, locale) : formatPercent(share);
  const about = exact ? '' : 'about ';
  const spentWords = share === null ? `${spent} tokens spent` : `${spent} of the limit spent`;
  return {
    text: `${icon(moonPhase(shareLeft(window, now)))} ${time} · ${spent}`,
    label: `Moonlock: ${about}${spanWords(left)} to the reset, ${spentWords}`,
    changes: withSeconds ? 'second' : 'minute',
  };
}

/** The moon shows the share of the limit that is left; where nobody knows the limit, the share of the time. */
function shareLeft(window: LimitWindow, now: number): number {
  if (window.usedShare !== null) return 1 - window.usedShare;
  return (window.endsAt - now) / (window.endsAt - window.startsAt);
}

function calm(status: StatusModel | undefined): readonly [short: string, long: string] {
  if (!status || status.state === 'starting') {
    const { bytesDone, bytesTotal } = status?.scan ?? { bytesDone: 0, bytesTotal: 0 };
    const share = bytesTotal > 0 ? ` ${formatPercent(Math.min(1, bytesDone / bytesTotal))}` : '';
    return [`reading logs${share}`, `reading the logs${share}`];
  }
  if (status.state === 'no-logs') return ['no agent logs', 'no logs of any agent were found'];
  return ['no window', 'no window is open; the next prompt starts one'];
}

function icon(phase: number): string {
  return `$(moonlock-phase-${phase})`;
}

function spanWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
