/**
 * What a replay needs of time. `sleep` resolves after so many milliseconds, or at once when the signal is aborted.
 * @typedef {{ now: () => number, sleep: (ms: number, signal?: AbortSignal) => Promise<void> }} ReplayClock
 */

/** A timer takes no more than this (24.8 days). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @type {ReplayClock} */
export const wallClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, LONGEST_TIMER_MS));
      signal?.addEventListener('abort', done, { once: true });
    }),
};

/**
 * Waits until an instant, also across a sleep of the machine.
 * @param {ReplayClock} clock
 * @param {number} at ms since the epoch
 * @param {AbortSignal | undefined} signal
 */
export async function sleepUntil(clock, at, signal) {
  const left = at - clock.now();
  if (left <= 0 || signal?.aborted) return;
  await clock.sleep(left, signal);
  // A timer may fire a little early by the wall clock.
  await sleepUntil(clock, at, signal);
}
