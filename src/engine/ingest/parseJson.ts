/** Parses UTF-8 JSON, with or without a byte order mark. Bytes that are no UTF-8 are replaced. @throws SyntaxError */
export function parseJson(bytes: Buffer): unknown {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return JSON.parse(bytes.toString('utf8', hasBom ? 3 : 0));
}
