const LONGEST_SHOWN = 200;
const SPACES = /[\s\p{Zl}\p{Zp}]+/gu;
// Format characters steer direction or hide text; the two joiners are left because scripts and emoji need them.
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
// More than three marks on one letter only serve to climb over the lines around it.
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Foreign text without control, direction and invisible characters, on one line. */
export function clean(text: string): string {
  return text.replace(SPACES, ' ').replace(UNSAFE, '').replace(PILED_MARKS, '$1').replace(/ {2,}/g, ' ').trim();
}

/** The first part of a cleaned text, cut between characters; longer than any line, short enough to lay out at once. */
export function shorten(text: string, longest = LONGEST_SHOWN): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  // Never half of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start}…`;
}
