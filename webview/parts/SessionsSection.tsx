import type { VNode } from 'preact';
import type { SessionRow } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { agentName } from '../../src/protocol/names.ts';
import { DataTable, type Column } from './DataTable.tsx';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';
import { modelWords, projectOf, titleOf } from './sessionWords.ts';

/** The recent sessions as a table, the newest first. */
export function SessionsSection({ sessions }: { sessions: readonly SessionRow[] }): VNode {
  const figures = useFigures();
  const now = useNow(0, 60_000);
  return (
    <Section title="Recent sessions">
      {sessions.length === 0 ? (
        <p class="support">No session is in the logs yet.</p>
      ) : (
        <DataTable
          label="Recent sessions"
          columns={columnsFor(figures, now)}
          rows={sessions}
          keyOf={({ agent, id }) => `${agent} ${id}`}
        />
      )}
    </Section>
  );
}

function columnsFor(figures: Figures, now: number): readonly Column<SessionRow>[] {
  return [
    { label: 'Session', cell: (row) => <Foreign text={titleOf(row)} />, wide: true },
    {
      label: 'Project',
      cell: (row) => <Foreign text={row.project} shown={projectOf(row)} fallback="none" />,
      wide: true,
    },
    { label: 'Agent and model', cell: (row) => <Foreign text={agentAndModels(row)} />, wide: true },
    {
      label: 'Branch',
      cell: (row) => (row.branch === null ? <span class="dim">none</span> : <Foreign text={row.branch} />),
      wide: true,
    },
    { label: 'Started', cell: (row) => figures.moment(row.startedAt, now), numeric: true },
    { label: 'Requests', cell: (row) => figures.count(row.totals.requests), numeric: true },
    { label: 'Tokens', cell: (row) => figures.count(row.totals.total), numeric: true },
  ];
}

function agentAndModels(row: SessionRow): string {
  return `${agentName(row.agent)} · ${modelWords(row)}`;
}
