import type { VNode } from 'preact';
import type { SpendBucket, SpendSeries } from '../../src/protocol/viewModels.ts';
import type { TokenTotals } from '../../src/protocol/tokens.ts';
import type { Figures } from '../text/figures.ts';
import { kindsOf, type TokenKind } from '../text/kinds.ts';

// With fewer buckets than this, a bar would be as wide as a banner.
const LEAST_SLOTS = 24;
const HEIGHT = 48;

/** One small chart per token kind, each on its own scale, with its exact total and its share. */
export function KindBars({
  series,
  totals,
  figures,
}: {
  series: SpendSeries;
  totals: TokenTotals;
  figures: Figures;
}): VNode {
  return (
    <div class="kinds">
      {kindsOf(totals).map((kind) => (
        <figure key={kind.label} class="kind">
          <figcaption>
            <span class="kind-name">{kind.label}</span>
            <span class="dim">{figures.share(kind.of(totals), totals.total)}</span>
            <span class="kind-total">{figures.count(kind.of(totals))}</span>
          </figcaption>
          <Bars buckets={series.buckets} kind={kind} />
        </figure>
      ))}
    </div>
  );
}

function Bars({ buckets, kind }: { buckets: readonly SpendBucket[]; kind: TokenKind }) {
  const values = buckets.map((bucket) => kind.of(bucket.totals));
  const most = Math.max(1, ...values);
  const slots = Math.max(LEAST_SLOTS, values.length);
  return (
    <svg class="bars" viewBox={`0 0 ${slots} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {values.map((value, i) => {
        // Something is never drawn as nothing, and nothing leaves a hair on the base line.
        const height = value > 0 ? Math.max(2, (value / most) * HEIGHT) : 1;
        return (
          <rect
            key={i}
            class={value > 0 ? 'bar' : 'bar none'}
            x={i + 0.1}
            y={HEIGHT - height}
            width={0.8}
            height={height}
          />
        );
      })}
    </svg>
  );
}
