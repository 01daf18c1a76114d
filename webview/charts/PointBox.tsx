import type { VNode } from 'preact';
import type { Figures } from '../text/figures.ts';
import type { SpendPoint } from './series.ts';
import type { SpendLayout } from './layout.ts';

const BOX_WIDTH = 208;
const BOX_HEIGHT = 74;
const GAP = 12;

/** What a point says in words: for the popover's readers and the chart's own value. */
export function pointWords({ from, to, sum, totals }: SpendPoint, figures: Figures): string {
  const head = `${figures.time(to)}: ${figures.count(sum)} tokens spent`;
  return from === to
    ? head
    : `${head}, ${figures.count(totals.total)} of them since ${figures.time(from)} in ${figures.count(totals.requests)} requests`;
}

/** The popover beside the hair line, on the emptier side: left and above a low line, else right of it and below. */
export function PointBox({ layout, index, figures }: { layout: SpendLayout; index: number; figures: Figures }): VNode {
  const { x, y } = layout.points[index]!;
  const { from, to, sum, totals } = layout.spend[index]!;
  const highest = layout.top + 8;
  const low = y > highest + BOX_HEIGHT + GAP && x - GAP - BOX_WIDTH >= 0;
  const left = Math.max(0, Math.min(low ? x - GAP - BOX_WIDTH : x + GAP, layout.width - BOX_WIDTH));
  const top = low ? highest : Math.min(y + GAP, layout.base - BOX_HEIGHT);
  const place = { left: `${left}px`, top: `${top}px`, width: `${Math.min(BOX_WIDTH, layout.width)}px` };
  return (
    <dl class="popover" aria-hidden="true" style={place}>
      <dt class="strong">{figures.time(to)}</dt>
      <dd class="strong">{figures.count(sum)}</dd>
      {from !== to && (
        <>
          <dt>Since {figures.time(from)}</dt>
          <dd>+{figures.count(totals.total)}</dd>
          <dt>Requests</dt>
          <dd>{figures.count(totals.requests)}</dd>
        </>
      )}
    </dl>
  );
}

/** The same figures on one line, for charts too small for a popover. */
export function PointLine({
  layout,
  index,
  figures,
}: {
  layout: SpendLayout;
  index: number | null;
  figures: Figures;
}): VNode {
  const { to, sum } = layout.spend[index ?? layout.spend.length - 1]!;
  const words = index === null && layout.running ? `now ${figures.time(to)}` : figures.time(to);
  return (
    <p class="point-line" aria-hidden="true">
      <span>{words}</span>
      <span class="figure">{figures.count(sum)} tokens</span>
    </p>
  );
}
