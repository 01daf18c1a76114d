// Shapes of real transcripts: shares of the samples below each value, measured on 165 files (51 MB) of versions
// 1.0.24 to 2.1.114. The largest ones are drawn out, since real trees are larger than the measured one.

const SHARES = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.92, 0.98, 0.995, 1];

/** Bytes of a whole line, by kind. */
export const LINE_BYTES = {
  prompt: [360, 403, 483, 531, 584, 730, 2_918, 12_527, 198_629, 1_046_940],
  result: [491, 671, 962, 2_114, 4_743, 14_537, 33_850, 57_521, 90_506, 1_500_000],
  thinking: [1_042, 1_189, 1_259, 1_361, 1_596, 2_384, 3_749, 8_126, 14_881, 33_382],
  text: [722, 800, 886, 924, 976, 1_183, 1_778, 2_559, 4_966, 15_282],
  tool_use: [774, 901, 978, 1_018, 1_095, 1_584, 2_502, 4_909, 8_916, 15_839],
  mirror: [1_146, 1_432, 1_824, 2_170, 3_191, 19_493, 129_353, 153_894, 217_643, 217_669],
  bash: [500, 577, 594, 727, 916, 918, 1_455, 2_680, 4_879, 6_715],
  hook: [544, 573, 591, 601, 626, 651, 669, 697, 730, 730],
};

/** Tokens of one answer, by kind; where a sample is 0 or 1 there are many of them. */
export const TOKENS = {
  output: [1, 1, 1, 5, 72, 257, 561, 1_338, 2_466, 7_200],
  cacheCreation: [0, 134, 298, 496, 837, 1_947, 9_087, 59_934, 114_401, 152_410],
  input: [0, 1, 1, 6, 8, 8, 10, 119, 1_213, 4_646],
};

/** How many lines an answer has, with weights. @type {readonly (readonly [number, number])[]} */
export const LINES_PER_ANSWER = [
  [1, 623],
  [2, 1_582],
  [3, 665],
  [4, 93],
  [5, 25],
  [6, 10],
  [7, 4],
  [8, 3],
  [9, 1],
];

/** Share of the answers of several lines whose output grows from line to line. */
export const GROWING = 0.35;

/**
 * A sample of a shape, log-linear between the measured points.
 * @param {import('./random.mjs').Random} random
 * @param {readonly number[]} shape one of the above
 */
export function sample(random, shape) {
  const share = random.unit();
  let i = 0;
  while (i < SHARES.length - 2 && share >= at(SHARES, i + 1)) i++;
  const [low, high] = [at(shape, i), at(shape, i + 1)];
  const part = (share - at(SHARES, i)) / (at(SHARES, i + 1) - at(SHARES, i));
  return Math.floor((low + 1) * ((high + 1) / (low + 1)) ** part) - 1;
}

/** @param {readonly number[]} list @param {number} i */
function at(list, i) {
  return list[i] ?? 0;
}
