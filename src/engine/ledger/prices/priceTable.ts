import type { Counters } from '../../agents/agent.ts';
import { type Cost, costOf, type Service } from './cost.ts';
import { startOfDay } from './day.ts';
import { parseModelName } from './modelName.ts';
import type { OwnPrice } from './ownPrices.ts';
import type { DatedPrice, DatedWindow, PriceData } from './priceData.ts';

/** Requests that agree in model, price day and service, or one of them. */
export interface Usage extends Service {
  /** As logged. */
  readonly model: string;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** Their sum. */
  readonly counters: Counters;
  /** Whether the output tokens include the reasoning; where not, both are billed as output. */
  readonly reasoningInOutput: boolean;
}

/** Something that holds from an instant on. */
interface Timed<T> {
  readonly at: number;
  readonly value: T;
}

interface Model {
  readonly prices: readonly Timed<DatedPrice>[];
  readonly windows: readonly Timed<DatedWindow>[];
}

/** A model, and what its logged name says beside. */
interface Named extends Model {
  readonly fast: boolean;
  readonly million: boolean;
  readonly regional: boolean;
}

const MILLION_TOKENS = 1_000_000;

/**
 * What models cost and how much they hold, each at its day. Prices change at midnight UTC, so that no quarter of an hour
 * has two. Names are matched exactly, once `parseModelName` has read them: a model that is not there has no price.
 */
export class PriceTable {
  readonly #models = new Map<string, Model>();
  readonly #named = new Map<string, Named | undefined>();

  /** A person's own prices, by model as `parseModelName` leaves it, hold instead of the others from their day on. */
  constructor({ models }: PriceData, own: ReadonlyMap<string, OwnPrice> = new Map()) {
    for (const { id, aliases = [], prices, contextWindow } of models) {
      const model = { prices: timed(prices), windows: timed(contextWindow) };
      for (const name of [id, ...aliases]) this.#models.set(name, model);
    }
    for (const [name, { price, contextWindow }] of own) {
      const { prices = [], windows = [] } = this.#models.get(name) ?? {};
      this.#models.set(name, {
        prices: [...prices, ...timed([price])],
        windows: contextWindow ? [...windows, ...timed([contextWindow])] : windows,
      });
    }
  }

  /** The prices of a model at an instant; undefined for an unknown model and before its first day. */
  priceOf(model: string, at: number): DatedPrice | undefined {
    return inForce(this.#find(model)?.prices, at);
  }

  /** What requests cost, or why that is not known. */
  cost({ model, at, tier, geo, promptClass, counters, reasoningInOutput }: Usage): Cost {
    const named = this.#find(model);
    if (!named) return { unpriced: 'model' };
    const price = inForce(named.prices, at);
    if (!price) return { unpriced: 'time' };
    const service = {
      tier: tier ?? (named.fast ? 'fast' : null),
      geo: geo ?? (named.regional ? 'regional' : null),
      promptClass,
    };
    return costOf(price, service, counters, reasoningInOutput);
  }

  /** The size of a model's context at an instant, in tokens, as its maker states it; null where it is not known. */
  contextWindow(model: string, at: number): number | null {
    const named = this.#find(model);
    return named?.million ? MILLION_TOKENS : (inForce(named?.windows, at)?.tokens ?? null);
  }

  #find(logged: string): Named | undefined {
    if (!this.#named.has(logged)) this.#named.set(logged, this.#read(logged));
    return this.#named.get(logged);
  }

  #read(logged: string): Named | undefined {
    const parsed = parseModelName(logged);
    if (!parsed) return undefined;
    const { name, million, regional } = parsed;
    const model = this.#models.get(name) ?? this.#models.get(name.replace(/-latest$/, ''));
    if (model) return { ...model, fast: false, million, regional };
    const standard = name.endsWith('-fast') ? this.#models.get(name.slice(0, -'-fast'.length)) : undefined;
    return standard && { ...standard, fast: true, million, regional };
  }
}

/** A day that is none never comes. */
function timed<T extends { readonly from: string | null }>(entries: readonly T[]): Timed<T>[] {
  return entries.map((value) => ({
    at: value.from === null ? -Infinity : (startOfDay(value.from) ?? Infinity),
    value,
  }));
}

/** Of the entries that hold, the last one wins. */
function inForce<T>(entries: readonly Timed<T>[] | undefined, at: number): T | undefined {
  return entries?.findLast((entry) => entry.at <= at)?.value;
}
