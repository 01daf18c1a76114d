const HEX = '0123456789abcdef';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789';

/**
 * Repeatable random numbers (sfc32): the same seed gives the same numbers on every machine.
 */
export class Random {
  #a;
  #b;
  #c;
  #d = 1;

  /** @param {string} seed */
  constructor(seed) {
    let hash = 2166136261;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
    this.#a = hash | 0;
    this.#b = Math.imul(hash, 0x9e3779b1) | 0;
    this.#c = Math.imul(hash, 0x85ebca6b) | 0;
    for (let i = 0; i < 15; i++) this.bits();
  }

  /** 32 random bits, as a non-negative integer. */
  bits() {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number from 0 up to, but without, 1. */
  unit() {
    return this.bits() / 2 ** 32;
  }

  /** An integer from `low` up to, but without, `high`. @param {number} low @param {number} high */
  int(low, high) {
    return low + Math.floor(this.unit() * (high - low));
  }

  /** @param {number} share 0 to 1 */
  chance(share) {
    return this.unit() < share;
  }

  /** @template T @param {readonly T[]} list @returns {T} an element of a list that is not empty */
  pick(list) {
    return /** @type {T} */ (list[this.int(0, list.length)]);
  }

  /** @template T @param {readonly (readonly [T, number])[]} weighted values with weights above 0 @returns {T} */
  weighted(weighted) {
    let left = this.unit() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of weighted) if ((left -= weight) < 0) return value;
    return /** @type {readonly [T, number]} */ (weighted[weighted.length - 1])[0];
  }

  /** A number of a skewed distribution: most are far below the `mean`, few far above. @param {number} mean */
  exponential(mean) {
    return -mean * Math.log(1 - this.unit());
  }

  /** @param {number} length */
  hex(length) {
    let text = '';
    for (let bits = 0, i = 0; i < length; i++, bits >>>= 4) {
      if (i % 8 === 0) bits = this.bits();
      text += HEX[bits & 15];
    }
    return text;
  }

  uuid() {
    const h = this.hex(30);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-a${h.slice(15, 18)}-${h.slice(18)}`;
  }

  /** An id as the API gives them. @param {string} prefix */
  id(prefix) {
    let text = prefix;
    for (let i = 0; i < 22; i++) text += LETTERS[this.int(0, LETTERS.length)];
    return text;
  }
}
