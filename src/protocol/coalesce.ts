import type { Timers } from './rpc.ts';

/**
 * Makes a function that calls `action` at once when it has been quiet for `ms`, and otherwise once as soon as `ms` have
 * passed since the last call: the first news is never delayed, and the last is never lost.
 */
export function coalesce(timers: Timers, ms: number, action: () => void): () => void {
  let resting = false;
  let wanted = false;
  const run = (): void => {
    resting = true;
    wanted = false;
    timers.setTimeout(() => {
      resting = false;
      if (wanted) run();
    }, ms);
    action();
  };
  return () => {
    if (resting) wanted = true;
    else run();
  };
}
