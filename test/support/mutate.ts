import type { Random } from '../bench/tree/random.mjs';

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  '\\u00',
  'null',
  '-1',
  '1e999',
  '9'.repeat(40),
  '\0',
  '\ufeff',
];

/** Damages the bytes of one line in one to four places. A line feed may come in, none goes out. */
export function mutate(line: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(line);
  for (let times = random.int(1, 5); times > 0; times--)
    bytes = MUTATIONS[random.int(0, MUTATIONS.length)]!(bytes, random);
  return bytes;
}

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  flip,
  cut,
  (bytes, random) => insert(bytes, random, Buffer.from(random.pick(TOKENS))),
  (bytes, random) => insert(bytes, random, Buffer.from([random.int(0, 256)])),
  (bytes, random) => insert(bytes, random, piece(bytes, random)),
  (bytes, random) => insert(bytes, random, Buffer.from('[{"a":'.repeat(random.int(1, 400)))),
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  digits,
];

function place(bytes: Buffer, random: Random): number {
  return random.int(0, bytes.length + 1);
}

function piece(bytes: Buffer, random: Random): Buffer {
  const start = place(bytes, random);
  return bytes.subarray(start, start + random.int(0, 60));
}

function insert(bytes: Buffer, random: Random, added: Buffer): Buffer {
  const at = place(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
}

function cut(bytes: Buffer, random: Random): Buffer {
  const at = place(bytes, random);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.int(0, 60))]);
}

function flip(bytes: Buffer, random: Random): Buffer {
  if (bytes.length > 0) bytes[random.int(0, bytes.length)]! ^= 1 << random.int(0, 8);
  return bytes;
}

/** Turns one digit into something else that a number may hold. */
function digits(bytes: Buffer, random: Random): Buffer {
  const at = bytes.findIndex((byte, i) => byte >= 48 && byte <= 57 && i >= place(bytes, random));
  if (at !== -1) bytes[at] = random.pick([45, 46, 48, 57, 101]);
  return bytes;
}
