import type { Port } from '../../src/protocol/rpc.ts';

/** Two ends of a channel; messages are cloned as a real channel does, and arrive at once. */
export interface Channel {
  readonly left: Port;
  readonly right: Port;
  /** Everything posted by either end. */
  readonly posted: unknown[];
}

/** Makes a channel. */
export function channel(): Channel {
  const posted: unknown[] = [];
  const listeners = { left: new Set<(message: unknown) => void>(), right: new Set<(message: unknown) => void>() };
  const end = (own: 'left' | 'right', other: 'left' | 'right'): Port => ({
    post(message) {
      const copy: unknown = structuredClone(message);
      posted.push(copy);
      for (const listener of listeners[other]) listener(copy);
    },
    listen(listener) {
      listeners[own].add(listener);
      return () => listeners[own].delete(listener);
    },
  });
  return { left: end('left', 'right'), right: end('right', 'left'), posted };
}
