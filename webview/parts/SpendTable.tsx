import type { VNode } from 'preact';
import type { LimitWindow, SpendSeries } from '../../src/protocol/viewModels.ts';
import { spendPoints, type SpendPoint } from '../charts/series.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { kindsOf } from '../text/kinds.ts';
import { DataTable, type Column } from './DataTable.tsx';

/** The spend chart's data as a table, the newest row first. A small one leaves the kinds of token out. */
export function SpendTable({
  series,
  window,
  now,
  small,
}: {
  series: SpendSeries;
  window: LimitWindow;
  now: number;
  small: boolean;
}): VNode {
  const figures = useFigures();
  const rows = spendPoints(series, window.startsAt, Math.min(now, window.endsAt)).slice(1).toReversed();
  const kinds = small ? [] : kindsOf(window.spent);
  const columns: Column<SpendPoint>[] = [
    { label: 'Time', cell: (row) => `${figures.time(row.from)}–${figures.time(row.to)}`, wide: !small },
    ...(small
      ? []
      : [{ label: 'Requests', cell: (row: SpendPoint) => figures.count(row.totals.requests), numeric: true }]),
    ...kinds.map((kind) => ({
      label: kind.label,
      cell: (row: SpendPoint) => figures.count(kind.of(row.totals)),
      numeric: true,
    })),
    { label: 'Tokens', cell: (row) => figures.count(row.totals.total), numeric: true },
    { label: 'In all', cell: (row) => figures.count(row.sum), numeric: true },
  ];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Tokens spent in this window, as a table">
      <DataTable label="Tokens spent in this window" columns={columns} rows={rows} keyOf={(row) => String(row.from)} />
    </div>
  );
}
