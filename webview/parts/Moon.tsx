import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { litPath, MARIA, ringArcs } from './moonShape.ts';

const HOUR_MS = 3_600_000;
const MOST_ARCS = 12;

/** The ring of hours about a moon. */
interface Ring {
  readonly lengthMs: number;
  /** Share of the time left, 0 to 1. */
  readonly left: number;
}

/** The moon: its lit part is `share`, 0 to 1, and it wanes from the right. `label` says of what. */
export function Moon({ size, share, label, ring }: { size: number; share: number; label: string; ring?: Ring }): VNode {
  const clip = useId();
  const c = size / 2;
  const r = c - 7;
  const lit = litPath(share, c, r);
  const hours = ring ? Math.min(MOST_ARCS, Math.max(1, Math.round(ring.lengthMs / HOUR_MS))) : 0;
  return (
    <svg class="moon" width={size} height={size} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      {ring &&
        ringArcs(hours, ring.left, c, c - 1.5).map(({ path, ahead }) => (
          <path key={path} class={ahead ? 'ahead' : 'passed'} d={path} />
        ))}
      <g transform={`rotate(-18 ${c} ${c})`}>
        <clipPath id={clip}>
          <path d={lit} />
        </clipPath>
        <circle class="disc" cx={c} cy={c} r={r} />
        <Maria class="plains" c={c} r={r} />
        {share > 0 && <path class="lit" d={lit} />}
        <g clip-path={`url(#${clip})`}>
          <Maria class="plains lit-plains" c={c} r={r} />
        </g>
        <circle class="rim" cx={c} cy={c} r={r} />
      </g>
    </svg>
  );
}

function Maria({ class: name, c, r }: { class: string; c: number; r: number }) {
  return (
    <g class={name}>
      {MARIA.map(([x, y, rx, ry]) => (
        <ellipse key={`${x} ${y}`} cx={c + x * r} cy={c + y * r} rx={rx * r} ry={ry * r} />
      ))}
    </g>
  );
}
