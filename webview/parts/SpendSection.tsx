import type { VNode } from 'preact';
import type { LimitWindow, SpendSeries } from '../../src/protocol/viewModels.ts';
import { SpendChart } from '../charts/SpendChart.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { plural } from '../../src/protocol/format.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { Section } from './Section.tsx';
import { SpendTable } from './SpendTable.tsx';

const MINUTE_MS = 60_000;

/** Props of {@link SpendSection}. */
interface SpendSectionProps {
  readonly series: SpendSeries;
  readonly window: LimitWindow;
  /** When the model was made: the line never ends before it. */
  readonly asOf: number;
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
  readonly small?: boolean;
}

/** "Spend over the window": a sentence, and the chart or its table. */
export function SpendSection({ series, window, asOf, table, onTable, small = false }: SpendSectionProps): VNode {
  const figures = useFigures();
  const now = Math.max(asOf, useNow(window.endsAt, MINUTE_MS));
  return (
    <Section
      title="Tokens spent in this window"
      aside={<Toggle label="Show as table" checked={table} onToggle={onTable} />}
    >
      <figure>
        <figcaption class="support">{spendCaption(series, figures)}</figcaption>
        {table ? (
          <SpendTable series={series} window={window} now={now} small={small} />
        ) : (
          <SpendChart series={series} window={window} now={now} figures={figures} small={small} />
        )}
      </figure>
    </Section>
  );
}

function spendCaption({ buckets, bucketMs }: SpendSeries, figures: Figures): string {
  const most = buckets.reduce((a, b) => (b.totals.total > a.totals.total ? b : a), buckets[0]!);
  if (!most || most.totals.total === 0) return 'No token has been spent in this window.';
  const spent = plural(most.totals.total, figures.count(most.totals.total), 'token');
  const times = `${figures.time(most.startsAt)} to ${figures.time(most.startsAt + bucketMs)}`;
  return `The busiest ${bucketMs / MINUTE_MS} minutes were ${times}, with ${spent}.`;
}
