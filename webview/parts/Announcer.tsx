import type { VNode } from 'preact';
import type { LinkState } from '../hooks/dashboardLink.ts';

const WORDS = {
  starting: 'Moonlock is starting.',
  'no-logs': 'No agent logs were found.',
  'no-window': 'No window is running.',
  open: 'A window is running.',
};

/** Tells readers of changes of state, politely and once. Figures and the countdown are never announced. */
export function Announcer({ model, lost }: LinkState): VNode {
  const words = lost !== null ? 'The extension does not answer.' : WORDS[model?.status.state ?? 'starting'];
  return (
    <p class="visually-hidden" role="status">
      {words}
    </p>
  );
}
