import data from './prices.json' with { type: 'json' };

/** Prices of the kinds of tokens, in US dollars per million. What is not known is not there. */
export interface Rates {
  readonly input?: number;
  readonly output?: number;
  /** Tokens written to a cache, of any lifetime below an hour; where writing costs nothing extra, the price of input. */
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
  readonly cacheRead?: number;
  /** What these prices are multiplied with for a request that was served as `fast`, `priority`, `flex` or `batch`. */
  readonly tiers?: Readonly<Record<string, number>>;
}

/** The prices for the whole request if its prompt, cached or not, has more than so many tokens. */
export interface LongRates extends Rates {
  /** One of the `PROMPT_THRESHOLDS`. */
  readonly above: number;
}

/** What a model costs from one day to the next entry. */
export interface DatedPrice {
  /** The first day, in UTC, such as `2026-01-31`; null for as long as the model exists. */
  readonly from: string | null;
  /** Where it was read: keys of {@link PriceData.sources}. */
  readonly sources: readonly string[];
  /** Not there while the price is not known. */
  readonly rates?: Rates;
  /** From the lowest threshold to the highest. */
  readonly long?: readonly LongRates[];
  /** US dollars for one web search. */
  readonly webSearch?: number;
  /** What token prices are multiplied with in a place that costs extra: `us`, or any one region of Bedrock (`regional`). */
  readonly geo?: Readonly<Record<string, number>>;
  /** Why the price is not known. */
  readonly unknown?: string;
}

/** The size of a model's context, in tokens of prompt and answer together, from one day to the next entry. */
export interface DatedWindow {
  readonly from: string | null;
  readonly tokens: number;
}

/** All that is known of one model, in the order of the days. */
export interface ModelPrices {
  /** Its name as `parseModelName` leaves it. */
  readonly id: string;
  /** Other such names of the same model. */
  readonly aliases?: readonly string[];
  readonly contextWindow: readonly DatedWindow[];
  readonly prices: readonly DatedPrice[];
}

/** The table of prices. */
export interface PriceData {
  readonly sources: Readonly<Record<string, { readonly where: string; readonly read: string }>>;
  readonly models: readonly ModelPrices[];
}

/** The prices that come with Moonlock. That the file has this shape is for a test to say. */
export const PRICE_DATA = data as unknown as PriceData;
