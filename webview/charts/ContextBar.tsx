import type { VNode } from 'preact';
import { formatPercent } from '../../src/protocol/format.ts';
import type { ContextFill } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { NEARLY_FULL, tokensInContext } from '../text/context.ts';
import { ShareBar } from './ShareBar.tsx';

/** How full a session's context is: a bar with its percentage, or the tokens alone where its size is not known. */
export function ContextBar({ context, suffix = '' }: { context: ContextFill | null; suffix?: string }): VNode {
  const figures = useFigures();
  if (context === null) return <span class="dim">–</span>;
  const { tokens, window } = context;
  const title = tokensInContext(context, figures);
  if (window === null)
    return (
      <span class="dim" title={title}>
        {figures.compact(tokens)}
      </span>
    );
  const share = tokens / window;
  return (
    <span class="share" title={title}>
      <ShareBar share={share} warn={share >= NEARLY_FULL} />
      <span>
        {formatPercent(share)}
        {suffix}
      </span>
    </span>
  );
}
