/** Dark plains of the moon, in radii from its middle: x, y, horizontal and vertical half axis. */
export const MARIA: readonly (readonly [number, number, number, number])[] = [
  [-0.42, -0.36, 0.25, 0.2],
  [-0.06, -0.52, 0.15, 0.11],
  [-0.62, 0.12, 0.15, 0.21],
  [-0.2, 0.12, 0.22, 0.17],
  [-0.38, 0.58, 0.14, 0.11],
  [0.32, -0.24, 0.22, 0.26],
  [0.42, 0.3, 0.17, 0.15],
  [0.08, 0.6, 0.18, 0.12],
];

const GAP_DEGREES = 2.6;

/** Outline of the lit part of a moon of radius `r` about `c`: its area is exactly `share` of the disc. */
export function litPath(share: number, c: number, r: number): string {
  const terminator = r * Math.abs(2 * share - 1);
  return `M${c} ${c - r}A${r} ${r} 0 0 0 ${c} ${c + r}A${terminator} ${r} 0 0 ${share >= 0.5 ? 0 : 1} ${c} ${c - r}Z`;
}

/** One arc of the ring about the moon. */
interface RingArc {
  readonly path: string;
  readonly ahead: boolean;
}

/** The window's hours as arcs, clockwise from the top, with a gap at each hour; the hour that runs is split in two. */
export function ringArcs(hours: number, leftShare: number, c: number, r: number): readonly RingArc[] {
  const passed = (1 - leftShare) * hours;
  const arcs: RingArc[] = [];
  for (let hour = 0; hour < hours; hour++) {
    const from = (hour * 360) / hours + GAP_DEGREES;
    const to = ((hour + 1) * 360) / hours - GAP_DEGREES;
    const split = from + Math.min(1, Math.max(0, passed - hour)) * (to - from);
    if (split > from) arcs.push({ path: arc(from, split, c, r), ahead: false });
    if (split < to) arcs.push({ path: arc(split, to, c, r), ahead: true });
  }
  return arcs;
}

function arc(from: number, to: number, c: number, r: number): string {
  return `M${onRing(from, c, r)}A${r} ${r} 0 ${to - from > 180 ? 1 : 0} 1 ${onRing(to, c, r)}`;
}

function onRing(degrees: number, c: number, r: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${(c + r * Math.sin(angle)).toFixed(2)} ${(c - r * Math.cos(angle)).toFixed(2)}`;
}
