// C0 and C1 controls, and everything that changes the direction or the visibility of the text around it.
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Foreign text made fit for one line of any surface: what could act on its surroundings becomes a space. */
export function singleLine(text: string): string {
  return text.replace(UNSAFE, ' ');
}
