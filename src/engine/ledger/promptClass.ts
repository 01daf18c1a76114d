/** Prompt sizes, in tokens, beyond which some vendor charges another price for the whole request. */
export const PROMPT_THRESHOLDS = [32_000, 100_000, 128_000, 200_000, 256_000, 272_000, 512_000] as const;

/** How many of the {@link PROMPT_THRESHOLDS} a prompt of so many tokens exceeds. */
export function promptClass(tokens: number): number {
  return PROMPT_THRESHOLDS.filter((threshold) => tokens > threshold).length;
}
