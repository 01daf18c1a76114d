import type { VNode } from 'preact';
/** A share from 0 to 1 as a thin bar, yellow as a warning. The figure stands beside it, so readers skip the bar. */
export function ShareBar({ share, warn = false }: { share: number; warn?: boolean }): VNode {
  const width = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * 100 : 0;
  return (
    <span class={warn ? 'share-bar warn' : 'share-bar'} aria-hidden="true">
      <span style={{ width: `${width}%` }} />
    </span>
  );
}
