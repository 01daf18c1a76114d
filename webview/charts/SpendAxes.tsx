import type { VNode } from 'preact';
import type { Figures } from '../text/figures.ts';
import type { SpendLayout } from './layout.ts';

/** Axes, grid, and the dotted line of the reset with the full moon at its foot. */
export function SpendAxes({
  layout,
  figures,
  start,
  reset,
}: {
  layout: SpendLayout;
  figures: Figures;
  start: string;
  reset: string;
}): VNode {
  const { left, right, top, base, x, y, values, hours, height } = layout;
  const labels = height - 8;
  return (
    <>
      {values.map((value) => (
        <line key={value} class={value === 0 ? 'base' : 'grid'} x1={left} x2={right} y1={y(value)} y2={y(value)} />
      ))}
      {left > 0 &&
        values.map((value) => (
          <text key={value} class="axis" x={left - 8} y={y(value) + 4} text-anchor="end">
            {figures.tick(value)}
          </text>
        ))}
      <text class="axis" x={left} y={labels}>
        {start}
      </text>
      {hours.map((at) => (
        <text key={at} class="axis" x={x(at)} y={labels} text-anchor="middle">
          {figures.time(at)}
        </text>
      ))}
      <line class="reset" x1={right} x2={right} y1={top - 12} y2={base} />
      <circle class="moon-foot" cx={right} cy={labels - 4} r="5.25" />
      <text class="axis strong" x={right - 10} y={labels} text-anchor="end">
        {reset}
      </text>
    </>
  );
}
