import type { VNode } from 'preact';
import type { SessionRow } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';
import { modelWords, titleOf } from './sessionWords.ts';

const MOST = 5;

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
            <span class="figure" title={`${figures.count(row.totals.total)} tokens`}>
              {figures.compact(row.totals.total)}
            </span>
            <span class="support cut">
              <Foreign text={modelWords(row)} />
            </span>
            <span class="support">{figures.moment(row.lastRequestAt, now)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
