/** A time on the first of May 2026, in milliseconds since the epoch. @param {number} minute after ten o'clock UTC @param {number} [second] */
export function instant(minute, second = 0) {
  return Date.UTC(2026, 4, 1, 10, minute, second);
}

/** The same in ISO. @param {number} minute @param {number} [second] */
export function iso(minute, second = 0) {
  return new Date(instant(minute, second)).toISOString();
}
