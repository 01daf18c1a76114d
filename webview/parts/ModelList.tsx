import type { VNode } from 'preact';
import type { LimitWindow } from '../../src/protocol/viewModels.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { useFigures } from '../hooks/useFigures.ts';
import { modelNames } from '../../src/protocol/names.ts';
import { Foreign } from './Foreign.tsx';
import { Section } from './Section.tsx';

/** Tokens by model in the open window, with share bars. */
export function ModelList({ window: { byModel, spent } }: { window: LimitWindow }): VNode | null {
  const figures = useFigures();
  const names = modelNames(byModel.map(({ model }) => model));
  if (byModel.length === 0) return null;
  return (
    <Section title="By model in this window">
      <ul class="list">
        {byModel.map(({ model, totals }, i) => (
          <li key={model} class="pair">
            <Foreign text={model} shown={names[i]!} fallback="unnamed model" />
            <span class="figure">{figures.count(totals.total)}</span>
            <ShareBar share={totals.total / spent.total} />
            <span class="support">{figures.share(totals.total, spent.total)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
