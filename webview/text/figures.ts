import { costText, type CostTotals } from '../../src/protocol/cost.ts';
import { formatCompact, formatCount, formatTime, formatUsd } from '../../src/protocol/format.ts';

/** What stands where a figure is not one. */
const NONE = '–';
const LAST_INSTANT = 8.64e15;

/** Every way in which the view writes numbers and times, in one locale. */
export interface Figures {
  /** BCP 47 tag; undefined for the browser's own. */
  readonly locale: string | undefined;
  /** `58,231,467` */
  readonly count: (value: number) => string;
  /** `58.2 M` */
  readonly compact: (value: number) => string;
  /** `20 M`: a round number on an axis. */
  readonly tick: (value: number) => string;
  /** `93.6 %`, `<0.1 %`: a share with one decimal. */
  readonly share: (part: number, whole: number) => string;
  /** `$1.23` */
  readonly usd: (value: number) => string;
  /** `$1.23`, `≥ $1.23` or a dash: what so many requests cost. */
  readonly cost: (cost: CostTotals, requests: number) => string;
  /** `16:40` */
  readonly time: (at: number) => string;
  /** `16:40` today, `20 Nov, 16:40` on any other day. */
  readonly moment: (at: number, now: number) => string;
  /** `1 Nov 2026` */
  readonly date: (at: number) => string;
}

/** Writes numbers and times in the manner of `locale`; an unusable one means the browser's own. */
export function figuresFor(locale: string | undefined): Figures {
  const own = usable(locale);
  const oneDecimal = new Intl.NumberFormat(own, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const round = new Intl.NumberFormat(own, { maximumFractionDigits: 2 });
  const day = new Intl.DateTimeFormat(own, { day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat(own, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = (at: number): string => (isInstant(at) ? formatTime(at, own) : NONE);
  return {
    locale: own,
    count: (value) => (Number.isFinite(value) ? formatCount(value, own) : NONE),
    compact: (value) => (Number.isFinite(value) ? formatCompact(value, own) : NONE),
    tick: (value) => scaled(value, round),
    share: (part, whole) => share(part, whole, oneDecimal),
    usd: (value) => (Number.isFinite(value) ? formatUsd(value, own) : NONE),
    cost: (cost, requests) => (Number.isFinite(cost.picoUsd) ? costText(cost, requests, own) : NONE),
    time,
    moment: (at, now) => (isInstant(at) && !sameDay(at, now) ? `${day.format(at)}, ${time(at)}` : time(at)),
    date: (at) => (isInstant(at) ? date.format(at) : NONE),
  };
}

function usable(locale: string | undefined): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale === undefined ? [] : [locale])[0];
  } catch {
    return undefined;
  }
}

function isInstant(at: number): boolean {
  return Math.abs(at) <= LAST_INSTANT;
}

function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function scaled(value: number, format: Intl.NumberFormat): string {
  const units = ['', ' k', ' M', ' B', ' T'];
  const unit = !(value >= 1000) ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3 + 1e-9));
  return format.format(value / 1000 ** unit) + units[unit]!.replace(' ', '\u202f');
}

function share(part: number, whole: number, format: Intl.NumberFormat): string {
  if (!(whole > 0) || !(part >= 0)) return NONE;
  const percent = (part / whole) * 100;
  return percent > 0 && percent < 0.05 ? `<${format.format(0.1)}\u202f%` : `${format.format(percent)}\u202f%`;
}
