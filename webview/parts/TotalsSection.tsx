import type { VNode } from 'preact';
import type { Breakdown, BreakdownKind, Part, Period, PeriodTotals } from '../../src/protocol/viewModels.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { kindsOf } from '../text/kinds.ts';
import { agentName, modelNames, projectNames } from '../../src/protocol/names.ts';
import { plural } from '../../src/protocol/format.ts';
import { Choice } from '../ui/Choice.tsx';
import { Certainty } from './Certainty.tsx';
import { DataTable, type Column } from './DataTable.tsx';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';

const PERIODS: Readonly<Record<Period, string>> = {
  window: 'This window',
  today: 'Today',
  week: 'Last 7 days',
  all: 'All time',
};

const KINDS: readonly { readonly value: BreakdownKind; readonly label: string; readonly head: string }[] = [
  { value: 'model', label: 'By model', head: 'Model' },
  { value: 'project', label: 'By project', head: 'Project' },
  { value: 'agent', label: 'By agent', head: 'Agent' },
];

const NAMES: Readonly<Record<BreakdownKind, (ids: readonly string[]) => readonly string[]>> = {
  model: modelNames,
  project: projectNames,
  agent: (ids) => ids.map(agentName),
};

/** A line of the table; `id` is undefined for the others together. */
interface Row extends Omit<Part, 'name'> {
  readonly id: string | undefined;
  readonly name: string;
}

/** Props of {@link TotalsSection}. */
interface TotalsSectionProps {
  readonly periods: readonly PeriodTotals[];
  readonly chosen: Period;
  readonly by: BreakdownKind;
  readonly onChoose: (change: { period?: Period; by?: BreakdownKind }) => void;
}

/** Totals over a period, in parts that the person chooses. A period that is not there now gives way to the first that is. */
export function TotalsSection({ periods, chosen, by, onChoose }: TotalsSectionProps): VNode | null {
  const figures = useFigures();
  const period = periods.find((one) => one.period === chosen) ?? periods[0];
  if (!period) return null;
  const options = periods.map((one) => ({ value: one.period, label: PERIODS[one.period] }));
  const kind = KINDS.find(({ value }) => value === by)!;
  const rows = rowsOf(period.by[by], by, figures);
  return (
    <Section
      title="Totals"
      aside={
        <Choice label="Period" value={period.period} options={options} onChoose={(to) => onChoose({ period: to })} />
      }
    >
      <Sum {...period} />
      <Certainty {...period} />
      <Choice label="Parts" value={by} options={KINDS} onChoose={(to) => onChoose({ by: to })} />
      {rows.length > 0 && (
        <DataTable
          label={`Totals ${kind.label.toLowerCase()}`}
          columns={columnsFor(kind.head, period, figures)}
          rows={rows}
          keyOf={({ id, name }) => (id === undefined ? name : `=${id}`)}
        />
      )}
    </Section>
  );
}

function Sum({ totals, cost, since }: PeriodTotals) {
  const figures = useFigures();
  const now = useNow(0, 60_000);
  const from = since === null ? '' : ` since ${figures.moment(since, now)}`;
  return (
    <p class="support">
      <b class="figure">{figures.count(totals.total)}</b> tokens in{' '}
      {plural(totals.requests, figures.count(totals.requests), 'request')}
      {from}.
      {totals.requests > 0 && (
        <>
          {' '}
          <b class="figure">{figures.cost(cost, totals.requests)}</b> at list prices.
        </>
      )}
    </p>
  );
}

function rowsOf({ parts, others }: Breakdown, by: BreakdownKind, figures: Figures): Row[] {
  const names = NAMES[by](parts.map(({ name }) => name));
  const rows = parts.map(({ name, ...rest }, i): Row => ({ id: name, name: names[i]!, ...rest }));
  return others ? [...rows, { id: undefined, name: `${figures.count(others.count)} others`, ...others }] : rows;
}

function columnsFor(head: string, { totals }: PeriodTotals, figures: Figures): readonly Column<Row>[] {
  return [
    {
      label: head,
      cell: ({ id, name }) => (id === undefined ? name : <Foreign text={id} shown={name} fallback="unnamed" />),
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
      spare: true,
    })),
    { label: 'Tokens', cell: (row) => <b>{figures.count(row.totals.total)}</b>, numeric: true },
    { label: 'Cost', cell: (row) => figures.cost(row.cost, row.totals.requests), numeric: true },
  ];
}
