import { Calendar } from '../clock/calendar.ts';
import type { RequestFilter } from '../store/ledgerStore.ts';

/** A stretch of time as a person asks for it. */
export interface TimeRangeQuery {
  /** Days are days of this time zone (IANA name). */
  readonly timeZone: string;
  /** First day (`2026-01-31`) or instant (ISO with a time) that counts. */
  readonly since?: string;
  /** Last day that counts, or the instant before which requests count. */
  readonly until?: string;
}

/**
 * The stretch of time in instants.
 * @throws RangeError for a day or instant that is none
 */
export function timeRange({ since, until }: TimeRangeQuery, calendar: Calendar): Omit<RequestFilter, 'agent'> {
  return {
    ...(since === undefined ? {} : { since: instantOf(calendar, since, 0) }),
    ...(until === undefined ? {} : { until: instantOf(calendar, until, 1) }),
  };
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
