import { type Code, get, giveBack, i32, loopWhile, moduleOf, set, v128, when } from './wasmCode.ts';

/** Looks for several byte sequences at once, in memory of its own. */
export interface NeedleFinder {
  /** What is searched. */
  readonly bytes: Buffer;
  /** The place of the last byte of the first needle that ends within `[from, end)`; -1 if there is none. */
  next(from: number, end: number): number;
}

/** Only so many of a needle's last bytes are looked for: a longer one may be found where it is not. */
export const FINDER_BYTES = 16;

/** Makes a finder over `size` bytes. No needle may be empty. */
export function makeFinder(needles: readonly Buffer[], size: number): NeedleFinder {
  try {
    return needles.length > 0 ? new VectorFinder(needles, size) : new PlainFinder(needles, size);
  } catch {
    return new PlainFinder(needles, size); // there are no vector instructions here
  }
}

/** Looks for each needle by itself. */
export class PlainFinder implements NeedleFinder {
  readonly bytes: Buffer;
  readonly #needles: readonly Buffer[];

  constructor(needles: readonly Buffer[], size: number) {
    this.#needles = needles.map(lastBytes);
    this.bytes = Buffer.alloc(size);
  }

  next(from: number, end: number): number {
    let first = end;
    for (const needle of this.#needles) {
      const before = Math.max(0, from - needle.length + 1);
      const at = this.bytes.subarray(before, first).indexOf(needle);
      if (at !== -1) first = before + at + needle.length - 1;
    }
    return first === end ? -1 : first;
  }
}

/** The part of the global `WebAssembly` that is used here: no type library of a runtime without a DOM declares it. */
interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
}

const { WebAssembly: api } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

const PAGE = 65_536;

/**
 * Looks at 16 places at once for the last two bytes of all needles, and only where these stand for the needles: a
 * gigabyte of logs takes 0.1 s, however many needles there are. Made of WebAssembly's vector instructions.
 */
export class VectorFinder implements NeedleFinder {
  readonly bytes: Buffer;
  /** Address of the first of {@link bytes}. What is compared may begin before it. */
  readonly #start: number;
  readonly #find: (from: number, end: number) => number;

  /** `needles`: one at least. @throws WebAssembly.CompileError where there are no vector instructions */
  constructor(needles: readonly Buffer[], size: number) {
    const { module, vectors } = finderCode(needles.map(lastBytes));
    this.#start = vectors.length + FINDER_BYTES;
    const memory = new api.Memory({ initial: Math.ceil((this.#start + size + 2 * FINDER_BYTES) / PAGE) });
    new Uint8Array(memory.buffer).set(vectors);
    this.bytes = Buffer.from(memory.buffer, this.#start, size);
    const instance = new api.Instance(new api.Module(module), { env: { memory } });
    this.#find = instance.exports['run'] as (from: number, end: number) => number;
  }

  next(from: number, end: number): number {
    const found = this.#find(this.#start + from - 1, this.#start + end - 1);
    return found === 0 ? -1 : found - this.#start + 1;
  }
}

// Locals of the function below. PLACE and END are addresses of last bytes but one; BITS tells of 16 such places from PLACE on.
const PLACE = 0;
const END = 1;
const BITS = 2;
const HIT = 3;
const VECTORS = 4;

/**
 * The function that gives the address of the last byte but one of the next needle, or 0. `vectors` has to stand at
 * address 0: what is taken from memory once stays in registers, while V8 makes constants anew at every turn.
 */
function finderCode(needles: readonly Buffer[]): { module: Uint8Array; vectors: Uint8Array } {
  const letters = [...new Set(needles.flatMap((needle) => [...needle.subarray(-2)]))];
  const filled = (letter: number): Code => get(VECTORS + letters.indexOf(letter));
  const module = moduleOf({ parameters: 2, numbers: 2, vectors: letters.length }, [
    ...letters.flatMap((_, i) => set(VECTORS + i, v128.load(i32.const(i * FINDER_BYTES)))),
    ...loopWhile(i32.lessThan(get(PLACE), get(END)), [
      ...set(BITS, v128.bits(candidates(needles, filled))),
      ...loopWhile(get(BITS), [
        ...set(HIT, i32.add(get(PLACE), i32.lowestBit(get(BITS)))),
        ...when(i32.and(i32.lessThan(get(HIT), get(END)), anyStandsAt(needles, get(HIT))), giveBack(get(HIT))),
        ...set(BITS, i32.and(get(BITS), i32.sub(get(BITS), i32.const(1)))),
      ]),
      ...set(PLACE, i32.add(get(PLACE), i32.const(FINDER_BYTES))),
    ]),
    ...i32.const(0),
  ]);
  return { module, vectors: Uint8Array.from(letters.flatMap((letter) => Array<number>(FINDER_BYTES).fill(letter))) };
}

/** A vector whose bytes are set where the last two bytes of a needle stand (of a shorter needle, its only one). */
function candidates(needles: readonly Buffer[], filled: (letter: number) => Code): Code {
  const isAt = (letter: number, offset: number): Code => v128.equal(v128.load(get(PLACE), offset), filled(letter));
  const lasts = [...new Set(needles.map((needle) => needle.at(-1)!))];
  const found = lasts.map((last) => {
    const before = new Set(needles.filter((needle) => needle.at(-1) === last).map((needle) => needle.at(-2)));
    if (before.has(undefined)) return isAt(last, 1);
    return v128.and(isAt(last, 1), anyOf([...before].map((letter) => isAt(letter!, 0))));
  });
  return anyOf(found);
}

function anyOf(vectors: readonly Code[]): Code {
  return vectors.reduce((a, b) => v128.or(a, b));
}

/** Whether one of the needles has its last byte but one at an address. */
function anyStandsAt(needles: readonly Buffer[], address: Code): Code {
  const bytes = v128.load(i32.sub(address, i32.const(FINDER_BYTES - 2)));
  const stands = needles.map((needle) => {
    const padding = Array<number>(FINDER_BYTES - needle.length).fill(0);
    const mask = v128.const([...padding, ...needle.map(() => 0xff)]);
    return v128.allTrue(v128.equal(v128.and(bytes, mask), v128.const([...padding, ...needle])));
  });
  return stands.reduce((a, b) => i32.or(a, b), i32.const(0));
}

function lastBytes(needle: Buffer): Buffer {
  return needle.subarray(-FINDER_BYTES);
}
