import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionRow } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import type { Figures } from '../text/figures.ts';
import { shorten } from '../../src/protocol/foreignText.ts';
import { agentName } from '../../src/protocol/names.ts';
import { ContextBar } from '../charts/ContextBar.tsx';
import { Disclose } from '../ui/Disclose.tsx';
import { DataTable, type Column } from './DataTable.tsx';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';
import { SessionDetails } from './SessionDetails.tsx';
import { modelWords, projectOf, titleOf } from './sessionWords.ts';

/** Id of what is open below a session: at most one is. */
const DETAILS = 'session-details';

/** The recent sessions as a table, the newest first. */
export function SessionsSection({ sessions }: { sessions: readonly SessionRow[] }): VNode {
  const figures = useFigures();
  const now = useNow(0, 60_000);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Section title="Recent sessions">
      {sessions.length === 0 ? (
        <p class="support">No session is in the logs yet.</p>
      ) : (
        <DataTable
          label="Recent sessions"
          columns={columnsFor(figures, now, open, setOpen)}
          rows={sessions}
          keyOf={keyOf}
          below={(row) =>
            keyOf(row) === open && (
              <div id={DETAILS}>
                <SessionDetails row={row} now={now} />
              </div>
            )
          }
        />
      )}
    </Section>
  );
}

function keyOf({ agent, id }: SessionRow): string {
  return `${agent} ${id}`;
}

function columnsFor(
  figures: Figures,
  now: number,
  open: string | null,
  onOpen: (key: string | null) => void,
): readonly Column<SessionRow>[] {
  return [
    { label: 'Session', cell: (row) => <Foreign text={titleOf(row)} />, wide: true },
    {
      label: 'Project',
      cell: (row) => <Foreign text={row.project} shown={projectOf(row)} fallback="none" />,
      wide: true,
      spare: true,
    },
    { label: 'Agent and model', cell: (row) => <Foreign text={agentAndModels(row)} />, wide: true },
    { label: 'Started', cell: (row) => figures.moment(row.startedAt, now), numeric: true },
    { label: 'Prompts', cell: (row) => figures.count(row.prompts), numeric: true, spare: true },
    { label: 'Requests', cell: (row) => figures.count(row.totals.requests), numeric: true, spare: true },
    { label: 'Tokens', cell: (row) => figures.count(row.totals.total), numeric: true },
    { label: 'Context full', cell: (row) => <ContextBar context={row.context} /> },
    { label: 'Cost', cell: (row) => figures.cost(row.cost, row.totals.requests), numeric: true },
    {
      label: 'Details',
      cell: (row) => (
        <Disclose
          label={`Details of ${shorten(titleOf(row))}`}
          open={keyOf(row) === open}
          controls={DETAILS}
          onToggle={(on) => onOpen(on ? keyOf(row) : null)}
        />
      ),
      numeric: true,
    },
  ];
}

function agentAndModels(row: SessionRow): string {
  return `${agentName(row.agent)} · ${modelWords(row)}`;
}
