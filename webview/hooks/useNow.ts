import { useEffect, useState } from 'preact/hooks';
import { msToNextSecond } from '../../src/protocol/countdown.ts';
import { now } from './clock.ts';

/**
 * Wall time, rounded down to a whole number of `stepMs` before (or after) `edge`. The component is drawn again only when
 * that value changes; the clock is looked at every second, so that sleep and a stepped clock are noticed.
 */
export function useNow(edge: number, stepMs: number): number {
  const [, redraw] = useState(0);
  useEffect(() => {
    let timer = 0;
    const tick = (): void => {
      redraw(floorTo(edge, stepMs));
      timer = window.setTimeout(tick, msToNextSecond(edge, now()));
    };
    tick();
    return () => window.clearTimeout(timer);
  }, [edge, stepMs]);
  return floorTo(edge, stepMs);
}

function floorTo(edge: number, stepMs: number): number {
  return edge - Math.ceil((edge - now()) / stepMs) * stepMs;
}
