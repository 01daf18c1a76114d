import type { VNode } from 'preact';
import type { SessionRow } from '../../src/protocol/viewModels.ts';
import { ContextBar } from '../charts/ContextBar.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';
import { modelWords, titleOf } from './sessionWords.ts';

const MOST = 5;

function sessionFigures({ totals, cost }: SessionRow, figures: Figures): string {
  return `${figures.count(totals.total)} tokens, ${figures.cost(cost, totals.requests)} at list prices`;
}

/** The newest sessions, short enough for the sidebar. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }): VNode | null {
  const figures = useFigures();
  const now = useNow(0, 60_000);
  if (sessions.length === 0) return null;
  return (
    <Section title="Recent sessions">
      <ul class="list">
        {sessions.slice(0, MOST).map((row) => (
          <li key={`${row.agent} ${row.id}`} class="pair">
            <Foreign text={titleOf(row)} />
            <span class="figure" title={sessionFigures(row, figures)}>
              {figures.compact(row.totals.total)}
            </span>
            <span class="support cut">
              <Foreign text={modelWords(row)} />
            </span>
            <span class="support">{figures.moment(row.lastRequestAt, now)}</span>
            {row.context !== null && row.context.window !== null && (
              <span class="support context">
                <ContextBar context={row.context} suffix=" full" />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
