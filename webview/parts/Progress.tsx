import type { VNode } from 'preact';
import type { ScanProgress } from '../../src/protocol/viewModels.ts';
import { scanShare } from '../text/sentences.ts';

/** How much of the logs is read; nothing while that cannot be told. */
export function Progress({ scan }: { scan: ScanProgress }): VNode | null {
  const share = scanShare(scan);
  if (scan.state !== 'scanning' || share === null) return null;
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label="Reading logs"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
    >
      <div style={{ width: `${share * 100}%` }} />
    </div>
  );
}
