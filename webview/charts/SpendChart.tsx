import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LimitWindow, SpendSeries } from '../../src/protocol/viewModels.ts';
import { useWidth } from '../hooks/useWidth.ts';
import type { Figures } from '../text/figures.ts';
import { resetTime } from '../text/sentences.ts';
import { layOut, type SpendLayout } from './layout.ts';
import { areaPath, linePath } from './path.ts';
import { PointBox, PointLine, pointWords } from './PointBox.tsx';
import { SpendAxes } from './SpendAxes.tsx';
import { usePoint } from './usePoint.ts';

/** Props of {@link SpendChart}. */
interface SpendChartProps {
  readonly series: SpendSeries;
  readonly window: LimitWindow;
  /** Where the line ends, in milliseconds; to be changed seldom, since each change draws anew. */
  readonly now: number;
  readonly figures: Figures;
  /** A small chart has no axis of values and reads its point out on a line beneath. */
  readonly small?: boolean;
}

/** Tokens spent since the window's start, as a line that climbs from nothing to now, in the window up to its reset. */
export function SpendChart({ series, window, now, figures, small = false }: SpendChartProps): VNode {
  const [ref, width] = useWidth<HTMLDivElement>();
  const height = small ? 112 : 288;
  const layout = useMemo(
    () => layOut(series, window, now, { width, height, small }),
    [series, window, now, width, height, small],
  );
  const { index, handlers } = usePoint(layout.points);
  const read = layout.spend[index ?? layout.spend.length - 1]!;
  const slider = {
    role: 'slider' as const,
    tabIndex: 0,
    'aria-label': 'Tokens spent over this window, point by point',
    'aria-readonly': true,
    'aria-valuemin': 0,
    'aria-valuemax': layout.points.length - 1,
    'aria-valuenow': index ?? layout.points.length - 1,
    'aria-valuetext': pointWords(read, figures),
  };
  return (
    <div class="chart" ref={ref}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...slider} {...handlers}>
          <SpendAxes
            layout={layout}
            figures={figures}
            start={figures.time(window.startsAt)}
            reset={`reset ${resetTime(window, figures)}`}
          />
          <SpendLine
            layout={layout}
            label={small || !layout.running ? null : `now ${figures.time(layout.spend.at(-1)!.to)}`}
          />
          {index !== null && <Hair layout={layout} index={index} />}
        </svg>
      )}
      {width > 0 && index !== null && !small && <PointBox layout={layout} index={index} figures={figures} />}
      {small && <PointLine layout={layout} index={index} figures={figures} />}
    </div>
  );
}

function SpendLine({
  layout: { points, base, right, y, spend },
  label,
}: {
  layout: SpendLayout;
  label: string | null;
}) {
  const now = points.at(-1)!;
  const atRight = now.x > right - 96;
  return (
    <>
      <path class="spent-area" d={areaPath(points, base)} />
      <line class="now-line" x1={now.x} x2={now.x} y1={y(spend.at(-1)!.sum)} y2={base} />
      <path class="spent-line" d={linePath(points)} />
      <circle class="spent-point" cx={now.x} cy={now.y} r="4" />
      {label !== null && (
        <text
          class="axis strong halo"
          x={atRight ? now.x - 8 : now.x + 8}
          y={base - 10}
          text-anchor={atRight ? 'end' : 'start'}
        >
          {label}
        </text>
      )}
    </>
  );
}

function Hair({ layout: { points, top, base }, index }: { layout: SpendLayout; index: number }) {
  const { x, y } = points[index]!;
  return (
    <>
      <line class="hair" x1={x} x2={x} y1={top} y2={base} />
      <circle class="spent-point" cx={x} cy={y} r="4" />
    </>
  );
}
