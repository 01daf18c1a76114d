/** Instructions of WebAssembly (core specification 2.0, "Binary Format"). An expression leaves its value on the stack. */
export type Code = readonly number[];

/** An unsigned integer in LEB128, as sizes and indices are written. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** A signed integer in LEB128, as constants are written. */
function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

function vector(items: readonly Code[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function section(id: number, content: Code): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** Every module begins with it: a magic number and the version of the format. */
const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

const I32 = 0x7f;
const V128 = 0x7b;

/** Numbers of 32 bits. */
export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  sub: (a: Code, b: Code): Code => [...a, ...b, 0x6b],
  and: (a: Code, b: Code): Code => [...a, ...b, 0x71],
  or: (a: Code, b: Code): Code => [...a, ...b, 0x72],
  /** Unsigned. */
  lessThan: (a: Code, b: Code): Code => [...a, ...b, 0x49],
  /** The number of its lowest bit that is set. */
  lowestBit: (a: Code): Code => [...a, 0x68],
};

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

/** Vectors of 16 bytes. */
export const v128 = {
  const: (bytes: Code): Code => [...simd(12), ...bytes],
  load: (address: Code, offset = 0): Code => [...address, ...simd(0), 0, ...unsigned(offset)],
  equal: (a: Code, b: Code): Code => [...a, ...b, ...simd(35)],
  and: (a: Code, b: Code): Code => [...a, ...b, ...simd(78)],
  or: (a: Code, b: Code): Code => [...a, ...b, ...simd(80)],
  /** One bit for each byte: its highest. */
  bits: (a: Code): Code => [...a, ...simd(100)],
  /** 1 if no byte is 0. */
  allTrue: (a: Code): Code => [...a, ...simd(99)],
};

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const giveBack = (value: Code): Code => [...value, 0x0f];
export const when = (condition: Code, then: Code): Code => [...condition, 0x04, 0x40, ...then, 0x0b];
/** Repeats its body as long as the condition holds at its start. */
export const loopWhile = (condition: Code, body: Code): Code => [
  0x03,
  0x40,
  ...when(condition, [...body, 0x0c, 1]),
  0x0b,
];

/** How many locals a function has: its parameters come first, then further numbers, then vectors. */
export interface Locals {
  readonly parameters: number;
  readonly numbers: number;
  readonly vectors: number;
}

/** A module that exports one function `run` of numbers that returns a number, over the memory it imports as `env.memory`. */
export function moduleOf({ parameters, numbers, vectors }: Locals, body: Code): Uint8Array {
  const name = (text: string): Code => vector([...Buffer.from(text)].map((byte) => [byte]));
  const type = [0x60, ...vector(Array.from({ length: parameters }, () => [I32])), ...vector([[I32]])];
  const locals = vector([
    [...unsigned(numbers), I32],
    [...unsigned(vectors), V128],
  ]);
  const code = [...locals, ...body, 0x0b];
  return Uint8Array.from([
    ...PREAMBLE,
    ...section(1, vector([type])),
    ...section(2, vector([[...name('env'), ...name('memory'), 2, 0, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...name('run'), 0, 0]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}
