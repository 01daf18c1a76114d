import { clean, shorten } from './foreignText.ts';
import { formatCount, formatUsd, plural } from './format.ts';
import { agentName, modelName } from './names.ts';
import type { Reconciliation, ResidualCause } from './viewModels.ts';

const CAUSES: Readonly<Record<ResidualCause, string>> = {
  'unlogged-calls': 'calls that the log does not hold, such as titles, summaries and what a fork brought along',
  'unlogged-output': 'output of which the log holds only a part',
  'later-requests': 'requests that came after its account',
  'left-out': 'requests that its account leaves out',
  unpriced: 'models or services of which Moonlock knows no price',
  prices: 'the same tokens at different prices',
  'not-broken-down': 'a part that its account does not break down by model',
};
const MODELS_SHOWN = 4;

/** `Claude Code itself counts $6.24, $0.04 more than the $6.20 at list prices.` */
export function accountSentence({ ownUsd, agentUsd }: Reconciliation, agent: string, locale?: string): string {
  const [own, theirs] = [formatUsd(ownUsd, locale), formatUsd(agentUsd, locale)];
  const start = `${clean(agentName(agent))} itself counts ${theirs}`;
  if (own === theirs) return `${start}, the same as at list prices.`;
  const difference = `${formatUsd(Math.abs(agentUsd - ownUsd), locale)} ${agentUsd > ownUsd ? 'more' : 'less'}`;
  return `${start}, ${difference} than the ${own} at list prices.`;
}

/** What of the session is compared, where that is not all of it. */
export function scopeSentence(
  { basis, requests, laterRequests: later }: Reconciliation,
  locale?: string,
): string | undefined {
  if (basis === 'requests')
    return `It logged what ${plural(requests, formatCount(requests, locale), 'request')} cost each.`;
  if (later === 0) return undefined;
  return `${plural(later, formatCount(later, locale), 'later request')} ${later === 1 ? 'is' : 'are'} not compared.`;
}

/** `+$0.04: calls that the log does not hold … (Haiku 4.5).`: one line for each part of the difference. */
export function residualLines({ residual }: Reconciliation, locale?: string): string[] {
  return residual.map(({ cause, usd, models }) => {
    const shown = models.slice(0, MODELS_SHOWN).map((model) => shorten(clean(modelName(model)), 40));
    const more = models.length > MODELS_SHOWN ? [`${models.length - MODELS_SHOWN} more`] : [];
    const names = shown.length > 0 ? ` (${[...shown, ...more].join(', ')})` : '';
    return `${usd < 0 ? '−' : '+'}${formatUsd(Math.abs(usd), locale)}: ${CAUSES[cause]}${names}.`;
  });
}
