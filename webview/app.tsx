import type { VNode } from 'preact';
import { useEffect, useErrorBoundary, useMemo } from 'preact/hooks';
import type { DashboardLink } from './hooks/dashboardLink.ts';
import { useDashboard } from './hooks/useDashboard.ts';
import { FiguresContext } from './hooks/useFigures.ts';
import { useUiState } from './hooks/useUiState.ts';
import type { Host } from './host.ts';
import { Announcer } from './parts/Announcer.tsx';
import { Undrawable } from './parts/Undrawable.tsx';
import { Dashboard, type ScreenProps } from './screens/Dashboard.tsx';
import { Sidebar } from './screens/Sidebar.tsx';
import { figuresFor } from './text/figures.ts';

/** Props of {@link App}. */
interface AppProps {
  readonly host: Host;
  readonly link: DashboardLink;
  readonly view: 'sidebar' | 'panel';
  /** BCP 47 tag of the editor's language. */
  readonly locale: string | undefined;
}

/** The whole webview: one screen over the newest model. */
export function App({ host, link, view, locale }: AppProps): VNode {
  const state = useDashboard(link);
  const [ui, onUi] = useUiState(host);
  const figures = useMemo(() => figuresFor(locale), [locale]);
  const Screen = view === 'sidebar' ? Sidebar : Dashboard;
  return (
    <FiguresContext.Provider value={figures}>
      <Announcer {...state} />
      <Guarded Screen={Screen} link={link} state={state} ui={ui} onUi={onUi} />
    </FiguresContext.Provider>
  );
}

/** Draws a screen; a model that cannot be drawn gives a sentence instead, until the next one comes. */
function Guarded({ Screen, ...props }: ScreenProps & { Screen: typeof Sidebar }) {
  const [error, reset] = useErrorBoundary();
  const { model } = props.state;
  useEffect(() => {
    if (error) reset();
  }, [model]);
  if (error) return <Undrawable />;
  return <Screen {...props} />;
}
