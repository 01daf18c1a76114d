// Finds values inside one line of JSON without parsing it, so that an edit can leave every other byte as it was:
// spacing, escapes and number spellings of the source are part of what a reader of transcripts must cope with.

/**
 * A value in the text: `text.slice(start, end)` is its JSON, quotes and brackets included.
 * @typedef {{ path: string, start: number, end: number }} Span
 */

/**
 * The wanted values of a JSON object, in order of their start. Paths join keys by dots and mark array elements by `[]`
 * (`data.normalizedMessages[].timestamp`).
 * @param {string} text one line, without its line feed; any single-byte decoding will do
 * @param {(path: string) => boolean} wanted
 * @returns {Span[] | undefined} undefined where the text is not one whole JSON object
 */
export function findSpans(text, wanted) {
  const scanner = new Scanner(text, wanted);
  try {
    const start = scanner.blank(0);
    if (text[start] !== '{') return undefined;
    const end = scanner.object(start, '');
    if (scanner.blank(end) !== text.length) return undefined;
  } catch (error) {
    // A RangeError is a nesting deeper than the stack: no agent writes that, so it is passed through like other noise.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
  return scanner.spans.toSorted((a, b) => a.start - b.start);
}

const PRIMITIVE = /true|false|null|-?\d[\d.eE+-]*/y;
const BACKSLASH = 92;

class Scanner {
  /** @type {Span[]} */
  spans = [];

  /** @param {string} text @param {(path: string) => boolean} wanted */
  constructor(text, wanted) {
    this.text = text;
    this.wanted = wanted;
  }

  /** The first position from `i` on that is no white space. @param {number} i */
  blank(i) {
    for (let code = this.text.charCodeAt(i); code === 32 || code === 9 || code === 13 || code === 10;) {
      code = this.text.charCodeAt(++i);
    }
    return i;
  }

  /** The position behind the string that opens at `i`. @param {number} i */
  string(i) {
    if (this.text[i] !== '"') throw new SyntaxError('string expected');
    for (let quote = this.text.indexOf('"', i + 1); quote !== -1; quote = this.text.indexOf('"', quote + 1)) {
      let slashes = quote - 1;
      while (this.text.charCodeAt(slashes) === BACKSLASH) slashes--;
      if ((quote - slashes) % 2 === 1) return quote + 1;
    }
    throw new SyntaxError('unclosed string');
  }

  /** @param {number} i @param {string} path @returns {number} the position behind the value */
  value(i, path) {
    const first = this.text[i];
    const end =
      first === '{'
        ? this.object(i, path)
        : first === '['
          ? this.array(i, path)
          : first === '"'
            ? this.string(i)
            : this.primitive(i);
    if (this.wanted(path)) this.spans.push({ path, start: i, end });
    return end;
  }

  /** @param {number} i */
  primitive(i) {
    PRIMITIVE.lastIndex = i;
    if (!PRIMITIVE.test(this.text)) throw new SyntaxError('value expected');
    return PRIMITIVE.lastIndex;
  }

  /** @param {number} i @param {string} path */
  object(i, path) {
    const prefix = path === '' ? '' : `${path}.`;
    return this.members(i, '}', (at) => {
      const keyEnd = this.string(at);
      const colon = this.blank(keyEnd);
      if (this.text[colon] !== ':') throw new SyntaxError('colon expected');
      return this.value(this.blank(colon + 1), prefix + this.text.slice(at + 1, keyEnd - 1));
    });
  }

  /** @param {number} i @param {string} path */
  array(i, path) {
    return this.members(i, ']', (at) => this.value(at, `${path}[]`));
  }

  /** @param {number} i @param {string} close @param {(at: number) => number} member */
  members(i, close, member) {
    let at = this.blank(i + 1);
    if (this.text[at] === close) return at + 1;
    for (;;) {
      at = this.blank(member(at));
      if (this.text[at] === close) return at + 1;
      if (this.text[at] !== ',') throw new SyntaxError('comma expected');
      at = this.blank(at + 1);
    }
  }
}
