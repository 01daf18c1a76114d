/**
 * How fast a replay plays: a factor above 0 (1 is real time), or `max` for without waiting.
 * @typedef {number | 'max'} Speed
 */

/**
 * Maps the transcript's time to the clock's. What lies before `anchor` keeps its distances. What lies behind it shrinks
 * by the speed, so that each line carries the time at which it is written; at `max` nothing is waited for, and the
 * distances stay.
 * @param {{ anchor: number, now: number, speed: Speed }} options both instants in ms since the epoch
 * @returns {(ms: number) => number}
 */
export function timeMap({ anchor, now, speed }) {
  const factor = speed === 'max' ? 1 : speed;
  return (ms) => Math.round(ms <= anchor ? ms - anchor + now : now + (ms - anchor) / factor);
}

/**
 * Reads a speed as a person writes it.
 * @param {string} text
 * @returns {Speed}
 * @throws {RangeError} where it is neither `max` nor a number above 0
 */
export function parseSpeed(text) {
  if (text === 'max') return 'max';
  const speed = Number(text);
  if (!(speed > 0) || speed === Infinity)
    throw new RangeError(`The speed "${text}" is neither "max" nor a number above 0.`);
  return speed;
}
