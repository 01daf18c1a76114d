import type { VNode } from 'preact';
import { formatPercent } from '../../src/protocol/format.ts';
import type { LimitWindow } from '../../src/protocol/viewModels.ts';
import { Moon } from './Moon.tsx';

/** The moon of an open window: the share of the limit left where it is known, else the share of the time left. */
export function WindowMoon({ window, now, size }: { window: LimitWindow; now: number; size: number }): VNode {
  const lengthMs = window.endsAt - window.startsAt;
  const time = between0And1((window.endsAt - now) / lengthMs);
  const share = window.usedShare === null ? time : between0And1(1 - window.usedShare);
  const label = `${formatPercent(share)} of the ${window.usedShare === null ? "window's time" : 'limit'} is left`;
  return <Moon size={size} share={share} label={label} ring={{ lengthMs, left: time }} />;
}

function between0And1(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
