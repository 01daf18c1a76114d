function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A character of a JSON string, as an escape in two of six manners. */
function spelled(char: string, manner: number): string {
  if (manner === 0) return escaped(char);
  return manner === 1 ? escaped(char).toUpperCase().replace('\\U', '\\u') : JSON.stringify(char).slice(1, -1);
}

/** JSON text of a value with random spaces between its parts and random escapes in its keys and texts. */
export function jsonText(value: unknown, next: () => number): string {
  const space = (): string => [' ', '', '', '\t', ' \r '][next() % 5]!;
  const string = (text: string): string =>
    `"${text
      .split('')
      .map((char) => spelled(char, next() % 6))
      .join('')}"`;
  const walk = (one: unknown): string => {
    if (typeof one === 'string') return string(one);
    if (typeof one !== 'object' || one === null) return JSON.stringify(one) ?? 'null';
    if (Array.isArray(one)) return `[${space()}${one.map(walk).join(`${space()},${space()}`)}]`;
    return `{${space()}${Object.entries(one)
      .map(([key, item]) => `${string(key)}${space()}:${space()}${walk(item)}`)
      .join(`${space()},`)}${space()}}`;
  };
  return walk(value);
}
