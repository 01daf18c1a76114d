import { saidText, THREE, TWO } from '../lines/claude.mjs';

const [a, b, c] = [saidText(1), saidText(2), saidText(3)];
const MIB = 2 ** 20;

/** Bytes instead of `@`. @param {string} text @param {readonly number[]} bytes */
function withBytes(text, bytes) {
  const [before, after] = text.split('@').map((part) => Buffer.from(part));
  return Buffer.concat([before ?? Buffer.of(), Buffer.from(bytes), after ?? Buffer.of()]);
}

/** An answer in characters of four bytes, larger than any buffer that one reads with. @param {number} n */
function moons(n) {
  return saidText(n, { content: [{ type: 'text', text: '🌔'.repeat(MIB / 2) }] });
}

/** How lines stand in a file. @type {readonly import('../home.mjs').AccuracyCase[]} */
export const CLAUDE_BYTES = [
  {
    title: 'spaces after colons and commas',
    why: 'JSON allows them, and whatever rewrites a file may put them there.',
    files: { 'p/s.jsonl': [a, b].map((line) => `${line.replaceAll('":', '": ').replaceAll(',"', ', "')}\n`).join('') },
    tokens: TWO,
  },
  {
    title: 'a space in `"usage": {` alone',
    why: 'As above.',
    files: { 'p/s.jsonl': `${a.replace('"usage":{', '"usage": {')}\n` },
    tokens: [10, 20, 300, 4000],
  },
  {
    title: 'lines that end in CR LF',
    why: 'A carriage return before the line feed is white space.',
    files: { 'p/s.jsonl': `${a}\r\n${b}\r\n` },
    tokens: TWO,
  },
  {
    title: 'blank lines',
    why: 'There is nothing in them.',
    files: { 'p/s.jsonl': `\n${a}\n\n  \n\r\n${b}\n\n` },
    tokens: TWO,
  },
  {
    title: 'a byte order mark',
    why: 'Some editors and shells of Windows begin a file with one; the first line is whole behind it.',
    files: { 'p/s.jsonl': `\ufeff${a}\n${b}\n` },
    tokens: TWO,
  },
  {
    title: 'truncated tail: the last line is cut off',
    why: 'It is still being written and counts when it is whole; the lines before it count now.',
    files: { 'p/s.jsonl': `${a}\n${b}\n${c.slice(0, -40)}` },
    tokens: TWO,
  },
  {
    title: 'a tail cut within a character',
    why: 'As above, and half of a character must not spoil the file.',
    files: { 'p/s.jsonl': withBytes(`${a}\n${b}\n{"type":"user","text":"@`, [0xf0, 0x9f]) },
    tokens: TWO,
  },
  {
    title: 'a last line that is whole but for its line feed',
    why: 'Nothing is missing in it.',
    files: { 'p/s.jsonl': `${a}\n${b}` },
    tokens: TWO,
  },
  {
    title: 'split UTF-8: characters across the borders of every buffer',
    why: 'Two lines of 2 MiB, in characters of four bytes that begin at odd places.',
    files: { 'p/s.jsonl': `${a}\n${moons(2)}\n \n${moons(3)}\n` },
    tokens: THREE,
  },
  {
    title: 'invalid UTF-8 in a text',
    why: 'A byte that is no character (output of a tool, cut off) stands for itself; the counters are legible.',
    files: { 'p/s.jsonl': withBytes(`${a.replace('Done.', '@')}\n${b}\n`, [0xff]) },
    tokens: TWO,
    incomparable: 'the recount skips the line',
  },
  {
    title: 'a line that was cut off in the middle of the file',
    why: 'One line is lost, as after a crash; its neighbours are not.',
    files: { 'p/s.jsonl': `${a}\n${b.slice(0, 90)}\n${c}\n` },
    tokens: TWO,
  },
  {
    title: 'a block of zero bytes',
    why: 'A power cut leaves them; the lines before and after are whole.',
    files: { 'p/s.jsonl': `${a}\n${'\0'.repeat(4096)}\n${b}\n` },
    tokens: TWO,
  },
  {
    title: 'an answer of 10 MB',
    why: 'A large file was read or written; the line counts like any other.',
    files: { 'p/s.jsonl': `${a}\n${saidText(2, { content: 'x'.repeat(1e7) })}\n${c}\n` },
    tokens: THREE,
  },
  {
    title: 'an empty file beside the others',
    why: 'A session in which nothing was asked.',
    files: { 'p/empty.jsonl': '', 'p/s.jsonl': `${a}\n${b}\n` },
    tokens: TWO,
  },
];
