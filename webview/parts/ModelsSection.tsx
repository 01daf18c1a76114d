import type { VNode } from 'preact';
import type { ModelTotals, Period, PeriodTotals } from '../../src/protocol/viewModels.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { kindsOf } from '../text/kinds.ts';
import { modelNames } from '../../src/protocol/names.ts';
import { plural } from '../../src/protocol/format.ts';
import { Choice } from '../ui/Choice.tsx';
import { DataTable, type Column } from './DataTable.tsx';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';

const LABELS: Readonly<Record<Period, string>> = {
  window: 'This window',
  today: 'Today',
  week: 'Last 7 days',
  all: 'All time',
};

type Row = ModelTotals & { readonly name: string };

/** Totals by model over a period that the person chooses. A period that is not there now gives way to the first that is. */
export function ModelsSection({
  periods,
  chosen,
  onChoose,
}: {
  periods: readonly PeriodTotals[];
  chosen: Period;
  onChoose: (period: Period) => void;
}): VNode | null {
  const figures = useFigures();
  const now = useNow(0, 60_000);
  const period = periods.find((one) => one.period === chosen) ?? periods[0];
  if (!period) return null;
  const { totals, byModel, since } = period;
  const names = modelNames(byModel.map(({ model }) => model));
  const rows = byModel.map(({ model, totals: of }, i) => ({ model, totals: of, name: names[i]! }));
  const options = periods.map((one) => ({ value: one.period, label: LABELS[one.period] }));
  const from = since === null ? '' : ` since ${figures.moment(since, now)}`;
  const requests = plural(totals.requests, figures.count(totals.requests), 'request');
  return (
    <Section
      title="Totals by model"
      aside={<Choice label="Period" value={period.period} options={options} onChoose={onChoose} />}
    >
      <p class="support">
        <b class="figure">{figures.count(totals.total)}</b> tokens in {requests}
        {from}.
      </p>
      {rows.length > 0 && (
        <DataTable
          label="Totals by model"
          columns={columnsFor(period, figures)}
          rows={rows}
          keyOf={(row) => row.model}
        />
      )}
    </Section>
  );
}

function columnsFor({ totals }: PeriodTotals, figures: Figures): readonly Column<Row>[] {
  return [
    {
      label: 'Model',
      cell: (row) => <Foreign text={row.model} shown={row.name} fallback="unnamed model" />,
      wide: true,
    },
    {
      label: 'Share',
      cell: (row) => (
        <span class="share">
          <ShareBar share={row.totals.total / totals.total} />
          {figures.share(row.totals.total, totals.total)}
        </span>
      ),
    },
    { label: 'Requests', cell: (row) => figures.count(row.totals.requests), numeric: true },
    ...kindsOf(totals).map((kind) => ({
      label: kind.label,
      cell: (row: Row) => figures.count(kind.of(row.totals)),
      numeric: true,
    })),
    { label: 'Tokens', cell: (row) => <b>{figures.count(row.totals.total)}</b>, numeric: true },
  ];
}
