/** `2:14:07`: hours, minutes, seconds. Never shorter than `0:00:00`, so that the width hardly changes. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 3600)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}

/** `2:14`: hours and minutes, rounded up to the minute. */
export function formatHoursMinutes(seconds: number): string {
  const minutes = Math.ceil(Math.max(0, seconds) / 60);
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}`;
}

/** `58,231,467` in the locale's manner. */
export function formatCount(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** `58.2 M`: three figures and a unit, for headlines and narrow places. */
export function formatCompact(value: number, locale?: string): string {
  const units = ['', ' k', ' M', ' B', ' T'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const digits = unit === 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return (
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(scaled) +
    units[unit]
  );
}

/** `$1.23`; below a cent `$0.0012`, and `<$0.0001` for less than that. */
export function formatUsd(usd: number, locale?: string): string {
  const size = Math.abs(usd);
  const digits = size === 0 || size >= 0.01 ? 2 : 4;
  const style = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const format = new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return size > 0 && size < 0.0001 ? `<${format.format(0.0001)}` : format.format(usd);
}

/** `1.2 GB`, `340 MB`, `0.4 MB`: decimal units, megabytes and up. */
export function formatBytes(bytes: number, locale?: string): string {
  const [value, unit] = bytes < 999.5e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

/** `16:40` in the locale's manner and the machine's time zone. */
export function formatTime(at: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at);
}

/** `2026-01-31 16:40` in a time zone: sorts, and is the same in every locale. */
export function formatMoment(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return format.format(at);
}

/** `2 min`, `3 h`, `5 d`: the largest whole unit of a span, for ages. */
export function formatAge(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return 'less than 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** `48 %` with a narrow no-break space, whole percent. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}

/** `1 request`, `2 requests`. */
export function plural(count: number, shown: string, noun: string): string {
  return `${shown} ${noun}${count === 1 ? '' : 's'}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
