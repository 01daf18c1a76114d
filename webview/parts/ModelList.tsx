import type { VNode } from 'preact';
import type { LimitWindow } from '../../src/protocol/viewModels.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { modelNames } from '../../src/protocol/names.ts';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';

/** Tokens by model in the open window, with share bars. */
export function ModelList({ window: { byModel, spent, cost } }: { window: LimitWindow }): VNode | null {
  const figures = useFigures();
  const names = modelNames(byModel.map(({ name }) => name));
  if (byModel.length === 0) return null;
  return (
    <Section
      title="By model in this window"
      aside={
        <span class="support" title="At list prices">
          {figures.cost(cost, spent.requests)}
        </span>
      }
    >
      <ul class="list">
        {byModel.map(({ name, totals }, i) => (
          <li key={name} class="pair">
            <Foreign text={name} shown={names[i]!} fallback="unnamed model" />
            <span class="figure">{figures.count(totals.total)}</span>
            <ShareBar share={totals.total / spent.total} />
            <span class="support">{figures.share(totals.total, spent.total)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
