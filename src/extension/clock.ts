import type { Timers } from '../protocol/rpc.ts';

/** The extension's only look at the wall clock, in milliseconds since the epoch. */
export function now(): number {
  return Date.now();
}

/** The extension's timers. */
export const timers: Timers = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
