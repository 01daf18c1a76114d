/** A model's name, freed from what differs between the places where the same model is sold. */
export interface ModelName {
  readonly name: string;
  /** Claude Code's `[1m]`: a context of a million tokens was asked for. */
  readonly million: boolean;
  /** Served in one region of Bedrock, which costs extra. */
  readonly regional: boolean;
}

/** No real name comes near it. */
const LONGEST = 128;
const MILLION = /\[1m\]$/;
const VENDOR =
  /^(?:(?:models|anthropic|openai|google|gemini|vertex_ai|xai|x-ai|zai|z-ai|moonshotai|qwen|alibaba|deepseek|mistral|mistralai|minimax)\/)+/;
// us.anthropic.claude-sonnet-4-5-20250929-v1:0, global.anthropic.claude-opus-4-6-v1, anthropic.claude-opus-5
const BEDROCK = /^(?:(\w+)\.)?anthropic\.(?=claude-)/;
const BEDROCK_VERSION = /-v\d{1,3}(?::\d{1,3})?$/;
// claude-haiku-4-5-20251001, claude-haiku-4-5@20251001, gpt-5-2025-08-07
const DATE = /(?:[-@]\d{8}|-\d{4}-\d\d-\d\d|@default)$/;

/**
 * Reads a logged model name: the case, the seller's prefix, Bedrock's region and version, a date and `[1m]` go; the
 * version of a Claude is written with hyphens. Undefined for what can be no name.
 */
export function parseModelName(logged: string): ModelName | undefined {
  if (logged.length > LONGEST) return undefined;
  const lower = logged.trim().toLowerCase();
  const sold = lower.replace(MILLION, '').replace(VENDOR, '');
  const bedrock = BEDROCK.exec(sold);
  const own = bedrock ? sold.slice(bedrock[0].length) : sold;
  const name = own.startsWith('claude-')
    ? own.replace(BEDROCK_VERSION, '').replace(DATE, '').replaceAll('.', '-')
    : own.replace(DATE, '');
  const region = bedrock?.[1];
  return name === ''
    ? undefined
    : { name, million: MILLION.test(lower), regional: region !== undefined && region !== 'global' };
}
