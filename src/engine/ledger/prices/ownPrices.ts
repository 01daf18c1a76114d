import { asNumber, asObject, type JsonObject } from '../../agents/json.ts';
import { clean, shorten } from '../../../protocol/foreignText.ts';
import { startOfDay } from './day.ts';
import { parseModelName } from './modelName.ts';
import type { DatedPrice, DatedWindow } from './priceData.ts';

/** What a person says that a model costs. It stands alone: kinds of tokens and tiers that it does not name have no price. */
export interface OwnPrice {
  readonly price: DatedPrice;
  readonly contextWindow: DatedWindow | null;
}

/** The person's own prices by model, named as `parseModelName` leaves it, and what is wrong with those left out. */
export interface OwnPrices {
  readonly prices: ReadonlyMap<string, OwnPrice>;
  /** Sentences for the person. */
  readonly problems: readonly string[];
}

const SETTING = 'moonlock.prices';
const REQUIRED = ['input', 'output'] as const;
const NUMBERS = [...REQUIRED, 'cacheWrite5m', 'cacheWrite1h', 'cacheRead', 'webSearch'] as const;
const FIELDS = new Set<string>([...NUMBERS, 'from', 'contextWindow']);
/** A dollar for a token. */
const DEAREST = 1_000_000;

/**
 * Reads the setting `moonlock.prices`: an object of model names, each with `input` and `output` and, where it applies,
 * `cacheWrite5m`, `cacheWrite1h` and `cacheRead` in US dollars per million tokens, `webSearch` in US dollars,
 * `contextWindow` in tokens and the day `from` which all this holds.
 */
export function readOwnPrices(setting: unknown): OwnPrices {
  const prices = new Map<string, OwnPrice>();
  const problems: string[] = [];
  if (setting === undefined || setting === null) return { prices, problems };
  const entries = asObject(setting);
  if (!entries) return { prices, problems: [`${SETTING} must be an object of model names.`] };
  for (const [model, value] of Object.entries(entries)) {
    const name = parseModelName(model)?.name;
    const wrong = name === undefined ? ['is no model name'] : prices.has(name) ? ['is there twice'] : faults(value);
    problems.push(...wrong.map((fault) => `${SETTING}: "${shorten(clean(model), 60)}" ${fault}.`));
    if (name !== undefined && wrong.length === 0) prices.set(name, ownPrice(value as JsonObject));
  }
  return { prices, problems };
}

/** What is wrong with an entry, as ends of sentences. */
function faults(value: unknown): string[] {
  const entry = asObject(value);
  if (!entry) return ['must be an object'];
  const wrong: string[] = [];
  for (const field of Object.keys(entry))
    if (!FIELDS.has(field)) wrong.push(`has an unknown field "${shorten(clean(field), 60)}"`);
  for (const field of REQUIRED) if (entry[field] === undefined) wrong.push(`needs "${field}"`);
  for (const field of NUMBERS)
    if (entry[field] !== undefined && !((asNumber(entry[field]) ?? Infinity) <= DEAREST))
      wrong.push(`must have a number from 0 to ${DEAREST} for "${field}"`);
  const { from, contextWindow } = entry;
  if (from !== undefined && (typeof from !== 'string' || startOfDay(from) === undefined))
    wrong.push('must have a day such as 2026-01-31 for "from"');
  if (contextWindow !== undefined && !(Number.isSafeInteger(contextWindow) && (contextWindow as number) > 0))
    wrong.push('must have a whole number of tokens for "contextWindow"');
  return wrong;
}

/** An entry without faults. */
function ownPrice(entry: JsonObject): OwnPrice {
  const { from, contextWindow, webSearch, ...rates } = entry as Record<string, number> & { from?: string };
  const since = from ?? null;
  return {
    price: { from: since, sources: [SETTING], rates, ...(webSearch === undefined ? {} : { webSearch }) },
    contextWindow: contextWindow === undefined ? null : { from: since, tokens: contextWindow },
  };
}
