/** Local dates of one time zone. Correct through every change of its offset; asked once per quarter of an hour and kept. */
export class Calendar {
  readonly timeZone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #dates = new Map<number, string>();

  /** `timeZone`: an IANA name. Throws a RangeError for an unknown one. */
  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** The local date, such as `2026-01-31`, of an instant. */
  date(at: number): string {
    const quarter = Math.floor(at / 900_000);
    let date = this.#dates.get(quarter);
    if (date === undefined) this.#dates.set(quarter, (date = this.#format.format(quarter * 900_000)));
    return date;
  }

  /** The first instant of a local date: where the date changes, found by bisection over quarters of an hour. */
  startOf(date: string): number {
    const noon = Date.parse(`${date}T12:00:00Z`);
    if (Number.isNaN(noon)) throw new RangeError(`"${date}" is no date such as 2026-01-31.`);
    let before = Math.floor((noon - 36 * 3_600_000) / 900_000);
    let after = Math.ceil((noon + 36 * 3_600_000) / 900_000);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.date(middle * 900_000) < date) before = middle;
      else after = middle;
    }
    return after * 900_000;
  }

  /** The date some days later (or earlier). */
  static addDays(date: string, days: number): string {
    return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  }
}

/** The machine's own time zone. */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
