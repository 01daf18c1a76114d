/** @typedef {import('./home.mjs').Tokens} Tokens */

/**
 * What a tool's figures come to.
 * @typedef {object} Verdict
 * @property {boolean} right
 * @property {string} text the figures that differ, or a word
 */

const KINDS = /** @type {const} */ (['in', 'out', 'write', 'read']);

/**
 * Judges what a tool said.
 * @param {{ tokens: Tokens, models?: readonly string[] }} truth
 * @param {import('./tools.mjs').Tally} tally
 * @param {(figure: number, right: number) => string} [show]
 * @returns {Verdict}
 */
export function judge({ tokens, models }, tally, show = amount) {
  const wrong = KINDS.flatMap((kind, i) => {
    const [figure, right] = [tally.tokens[i] ?? 0, tokens[i] ?? 0];
    return figure === right ? [] : [`${kind} ${show(figure, right)}`];
  });
  if (tally.tokens.every((figure) => figure === 0) && wrong.length > 0) return { right: false, text: 'nothing' };
  const named = tally.models.toSorted().join(', ');
  if (wrong.length === 0 && models && named !== models.toSorted().join(', '))
    wrong.push(`model ${named || 'not named'}`);
  return { right: wrong.length === 0, text: wrong.join(', ') };
}

/** A number of tokens for people. @param {number} tokens */
export function amount(tokens) {
  return tokens.toLocaleString('en');
}
