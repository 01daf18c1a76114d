import type { PriceTable } from './ledger/prices/priceTable.ts';
import { modelKey, type Priced, priced, type Spendable, spendBy, sumSpend } from './ledger/spend.ts';
import type { LedgerStore } from './store/ledgerStore.ts';
import { addSpend, type Spend } from '../protocol/spend.ts';

/** What the requests of a period came to, and the same by name. */
export interface PeriodSums {
  readonly all: Spend;
  readonly by: Readonly<Record<'model' | 'project' | 'agent', ReadonlyMap<string, Spend>>>;
}

/** Adds up what some sums of requests came to. */
export function periodSums(items: readonly Priced<Spendable & { readonly project: string }>[]): PeriodSums {
  return {
    all: sumSpend(items),
    by: {
      model: spendBy(items, modelKey),
      project: spendBy(items, ({ project }) => project),
      agent: spendBy(items, ({ agent }) => agent),
    },
  };
}

/**
 * Sums of periods that reach up to now. What lies before today is added up once and kept until something in it changes:
 * a year of it takes a tenth of a second, and the dashboard asks twenty times a second.
 */
export class RunningPeriods {
  readonly #store: LedgerStore;
  readonly #prices: PriceTable;
  /** Sums up to {@link #until}, by the start of their period. */
  readonly #past = new Map<number | null, PeriodSums>();
  #until = 0;

  constructor(store: LedgerStore, prices: PriceTable) {
    this.#store = store;
    this.#prices = prices;
  }

  /** Requests that began at these times are new or different. */
  note(times: readonly number[]): void {
    if (times.some((at) => at < this.#until)) this.reset();
  }

  /** Anything may have changed. */
  reset(): void {
    this.#past.clear();
  }

  /** Sums of today and of periods that began before; null began with the first request of all. All whole quarters of an hour. */
  since(today: number, starts: readonly (number | null)[]): PeriodSums[] {
    if (today !== this.#until) this.reset();
    this.#until = today;
    const now = this.#sums(today, undefined);
    return starts.map((start) => (start === today ? now : add(this.#before(start), now)));
  }

  #before(start: number | null): PeriodSums {
    let past = this.#past.get(start);
    if (!past) this.#past.set(start, (past = this.#sums(start ?? undefined, this.#until)));
    return past;
  }

  #sums(since: number | undefined, until: number | undefined): PeriodSums {
    return periodSums(priced(this.#store.costSums(since, until), this.#prices));
  }
}

function add(a: PeriodSums, b: PeriodSums): PeriodSums {
  const merged = (name: keyof PeriodSums['by']): Map<string, Spend> => {
    const sums = new Map(a.by[name]);
    for (const [key, spend] of b.by[name]) {
      const known = sums.get(key);
      sums.set(key, known ? addSpend(known, spend) : spend);
    }
    return sums;
  };
  return {
    all: addSpend(a.all, b.all),
    by: { model: merged('model'), project: merged('project'), agent: merged('agent') },
  };
}
