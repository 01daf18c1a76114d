import type { VNode } from 'preact';
import { clean, shorten } from '../../src/protocol/foreignText.ts';
import { Severity } from './icons.tsx';

/** Says that the extension does not answer, and that the figures may be old. */
export function Lost({ reason, stale }: { reason: string; stale: boolean }): VNode {
  return (
    <div class="notice lost" title={clean(reason)}>
      <Severity of="warning" />
      <span>
        The extension does not answer. {stale ? 'These figures may be out of date. ' : ''}Trying again every few
        seconds.
        <bdi class="support">{shorten(clean(reason))}</bdi>
      </span>
    </div>
  );
}
