import assert from 'node:assert/strict';

const PATIENCE_MS = 5000;

/** Waits until `condition` holds, looking again and again; fails after five seconds with `what` was waited for. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    assert.ok(performance.now() < end, `waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Gives promises and file events that are under way their turn, `times` rounds of the event loop. */
export async function turns(times = 20): Promise<void> {
  for (let i = 0; i < times; i++) await new Promise((resolve) => setImmediate(resolve));
}
