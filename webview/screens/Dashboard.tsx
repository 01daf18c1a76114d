import type { VNode } from 'preact';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';
import { KindBars } from '../charts/KindBars.tsx';
import type { DashboardLink, LinkState } from '../hooks/dashboardLink.ts';
import { useFigures } from '../hooks/useFigures.ts';
import type { UiState } from '../hooks/useUiState.ts';
import { Hero } from '../parts/Hero.tsx';
import { Brand } from '../parts/icons.tsx';
import { LiveMark } from '../parts/LiveMark.tsx';
import { Lost } from '../parts/Lost.tsx';
import { NoLogsHelp } from '../parts/NoLogsHelp.tsx';
import { Problems } from '../parts/Problems.tsx';
import { Section } from '../parts/Section.tsx';
import { SessionsSection } from '../parts/SessionsSection.tsx';
import { TotalsSection } from '../parts/TotalsSection.tsx';
import { SpendSection } from '../parts/SpendSection.tsx';
import { plural } from '../../src/protocol/format.ts';
import { Button } from '../ui/Button.tsx';

/** What every screen is given. */
export interface ScreenProps {
  readonly link: DashboardLink;
  readonly state: LinkState;
  readonly ui: UiState;
  readonly onUi: (change: Partial<UiState>) => void;
}

/** The dashboard panel. */
export function Dashboard({ link, state, ui, onUi }: ScreenProps): VNode {
  const { model, lost } = state;
  const status = model?.status ?? null;
  return (
    <div class="panel">
      <header class="panel-head">
        <span class="brand">
          <Brand />
          Moonlock
        </span>
        {status?.sample && <span class="chip">Sample data</span>}
        <span class="space" />
        <LiveMark {...state} />
        <Button kind="secondary" label="Refresh" onPress={() => link.run('refresh')} />
      </header>
      <main>
        {lost !== null && <Lost reason={lost} stale={model !== null} />}
        <Hero status={status} moon={64} />
        {status?.state === 'no-logs' && <NoLogsHelp />}
        {status && <Problems problems={status.problems} most={20} onShowLog={() => link.run('showLog')} />}
        {model && <WindowParts model={model} ui={ui} onUi={onUi} />}
        {model && model.ledger.requests > 0 && <LedgerParts model={model} ui={ui} onUi={onUi} />}
      </main>
    </div>
  );
}

interface PartProps extends Pick<ScreenProps, 'ui' | 'onUi'> {
  readonly model: DashboardModel;
}

function WindowParts({ model: { status, spend }, ui, onUi }: PartProps) {
  const figures = useFigures();
  const { window } = status;
  if (window === null || spend === null) return null;
  const { spent, startsAt } = window;
  return (
    <>
      <SpendSection
        series={spend}
        window={window}
        asOf={status.generatedAt}
        table={ui.table}
        onTable={(table) => onUi({ table })}
      />
      <Section
        title={`Tokens since ${figures.time(startsAt)}`}
        aside={<span class="support">{spend.bucketMs / 60_000}-minute bars, each on its own scale</span>}
      >
        <p class="support">
          <b class="figure">{figures.count(spent.total)}</b> in{' '}
          {plural(spent.requests, figures.count(spent.requests), 'request')}, each counted once
        </p>
        <KindBars series={spend} totals={spent} figures={figures} />
      </Section>
    </>
  );
}

function LedgerParts({ model: { periods, sessions, ledger }, ui, onUi }: PartProps) {
  const figures = useFigures();
  const requests = plural(ledger.requests, figures.count(ledger.requests), 'request');
  const since = ledger.since === null ? '' : ` since ${figures.date(ledger.since)}`;
  return (
    <>
      <TotalsSection periods={periods} chosen={ui.period} by={ui.by} onChoose={onUi} />
      <SessionsSection sessions={sessions} />
      <footer class="support">
        The ledger holds {requests} in {plural(ledger.sessions, figures.count(ledger.sessions), 'session')}
        {since}.
      </footer>
    </>
  );
}
