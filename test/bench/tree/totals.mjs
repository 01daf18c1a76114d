/**
 * What a ledger must find: tokens and API requests. Cache creation is of any lifetime.
 * @typedef {{ input: number, output: number, cacheCreation: number, cacheRead: number, requests: number }} Totals
 */

/** @returns {Totals} */
const none = () => ({ input: 0, output: 0, cacheCreation: 0, cacheRead: 0, requests: 0 });

/** Adds up what a tree holds. */
export class Expected {
  #totals = none();
  /** @type {Map<string, Totals>} */
  #byModel = new Map();
  /** @type {Map<string, Totals>} */
  #byDay = new Map();
  /** How often each special case occurs. @type {Map<string, number>} */
  #cases = new Map();

  /**
   * Counts one request.
   * @param {string} model
   * @param {string} timestamp ISO 8601, of the line with the most output, the first of them
   * @param {{ input: number, output: number, cacheCreation: number, cacheRead: number }} usage
   */
  request(model, timestamp, { input, output, cacheCreation, cacheRead }) {
    for (const one of [this.#totals, group(this.#byModel, model), group(this.#byDay, timestamp.slice(0, 10))]) {
      one.input += input;
      one.output += output;
      one.cacheCreation += cacheCreation;
      one.cacheRead += cacheRead;
      one.requests++;
    }
  }

  /** @param {string} name */
  case(name) {
    this.#cases.set(name, (this.#cases.get(name) ?? 0) + 1);
  }

  /** As plain objects, their keys in order. */
  toJSON() {
    return {
      totals: this.#totals,
      byModel: sorted(this.#byModel),
      byDay: sorted(this.#byDay),
      cases: sorted(this.#cases),
    };
  }
}

/** @param {Map<string, Totals>} groups @param {string} key */
function group(groups, key) {
  const found = groups.get(key) ?? none();
  groups.set(key, found);
  return found;
}

/** @template T @param {Map<string, T>} map @returns {Record<string, T>} */
function sorted(map) {
  return Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
