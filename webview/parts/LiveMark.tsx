import type { VNode } from 'preact';
import { scanWords } from '../text/sentences.ts';
import type { LinkState } from '../hooks/dashboardLink.ts';

/** Whether the figures are live: always a dot and a word. */
export function LiveMark({ model, lost }: LinkState): VNode {
  const scan = model?.status.scan;
  const live = lost === null && scan?.state === 'watching' && model?.status.state !== 'starting';
  const words =
    lost !== null ? 'offline' : live ? 'live' : scan && scan.state !== 'watching' ? scanWords(scan) : 'starting';
  return (
    <span class="live-mark">
      <span class={live ? 'dot live' : 'dot'} aria-hidden="true" />
      {words}
    </span>
  );
}
