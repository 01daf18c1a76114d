import { useEffect, useState } from 'preact/hooks';
import type { DashboardLink, LinkState } from './dashboardLink.ts';

/** The newest state of the link; asks for a fresh model whenever the view is shown again. */
export function useDashboard(link: DashboardLink): LinkState {
  const [state, setState] = useState(link.state());
  useEffect(() => {
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') link.reload();
    };
    document.addEventListener('visibilitychange', onVisible);
    const stop = link.subscribe(() => setState(link.state()));
    setState(link.state());
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      stop();
    };
  }, [link]);
  return state;
}
