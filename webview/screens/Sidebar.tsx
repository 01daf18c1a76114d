import type { VNode } from 'preact';
import { Hero } from '../parts/Hero.tsx';
import { LiveMark } from '../parts/LiveMark.tsx';
import { Lost } from '../parts/Lost.tsx';
import { ModelList } from '../parts/ModelList.tsx';
import { NoLogsHelp } from '../parts/NoLogsHelp.tsx';
import { Problems } from '../parts/Problems.tsx';
import { SessionList } from '../parts/SessionList.tsx';
import { SpendSection } from '../parts/SpendSection.tsx';
import { Button } from '../ui/Button.tsx';
import type { ScreenProps } from './Dashboard.tsx';

/** The sidebar view: the dashboard in short, and the way to it. */
export function Sidebar({ link, state, ui, onUi }: ScreenProps): VNode {
  const { model, lost } = state;
  const status = model?.status ?? null;
  return (
    <main class="sidebar">
      {lost !== null && <Lost reason={lost} stale={model !== null} />}
      <div class="sidebar-top">
        <Hero status={status} moon={88} />
        {status?.state === 'no-logs' && <NoLogsHelp onRefresh={() => link.run('refresh')} />}
        <div class="marks">
          <LiveMark {...state} />
          {status?.sample && <span class="chip">Sample data</span>}
        </div>
        <Button kind="primary" label="Open dashboard" onPress={() => link.run('openDashboard')} />
      </div>
      {status && <Problems problems={status.problems} most={3} onShowLog={() => link.run('showLog')} />}
      {status?.window && model?.spend && (
        <>
          <SpendSection
            small
            series={model.spend}
            window={status.window}
            asOf={status.generatedAt}
            table={ui.table}
            onTable={(table) => onUi({ table })}
          />
          <ModelList window={status.window} />
        </>
      )}
      {model && <SessionList sessions={model.sessions} />}
    </main>
  );
}
