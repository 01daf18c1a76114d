/**
 * Which of the nine moon glyphs stands for a share left: 0 gone, 8 untouched. Rounded to the nearest eighth, but 0 and 8
 * are kept for exactly nothing left and nothing spent.
 */
export function moonPhase(shareLeft: number): number {
  if (!(shareLeft > 0)) return 0;
  if (shareLeft >= 1) return 8;
  return Math.min(7, Math.max(1, Math.round(shareLeft * 8)));
}
