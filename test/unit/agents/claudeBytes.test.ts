import { answer } from '../../support/claudeLines.ts';
import { describeRules } from '../../support/describeRules.ts';
import { type RuleCase, text } from '../../support/ruleCases.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => text(answer({ id })));
const TWO = { tokens: [20, 40, 600, 8000], requests: 2 } as const;
const THREE = { tokens: [30, 60, 900, 12000], requests: 3 } as const;
const MIB = 1024 * 1024;

/** Lines that fill more than the head of a file, in which every line is parsed, with others behind them. */
function behindTheHead(...lines: string[]): string {
  return `${text({ type: 'user', filler: 'x'.repeat(20_000) })}\n${lines.join('\n')}\n`;
}

/** A line whose text is made of four-byte characters around the border of the first chunk. */
function acrossTheBorder(shift: number): string {
  const first = `${text({ type: 'user', filler: 'x'.repeat(MIB - 3000 + shift) })}\n`;
  return `${first}${text(answer({ id: 'a', session: '🌒'.repeat(2000), content: '🌔🌕'.repeat(500) }))}\n${b}\n`;
}

function borderCase(shift: number): RuleCase {
  return {
    title: `a character across the border of two chunks, shifted by ${shift}`,
    files: { 'p/s.jsonl': acrossTheBorder(shift) },
    ...TWO,
    bySession: { ['🌒'.repeat(2000)]: 20, s1: 20 },
  };
}

const CASES: readonly RuleCase[] = [
  {
    title: 'spaces after colons and commas',
    files: { 'p/s.jsonl': behindTheHead(a!.replaceAll('":', '" : ').replaceAll(',"', ' ,\t"'), b!) },
    ...TWO,
  },
  { title: 'lines that end in CR LF', files: { 'p/s.jsonl': behindTheHead(a!, b!).replaceAll('\n', '\r\n') }, ...TWO },
  { title: 'blank lines', files: { 'p/s.jsonl': `\n\r\n${a}\n\n\n${b}\n\r\n` }, ...TWO },
  { title: 'lines of spaces and tabs', files: { 'p/s.jsonl': ` \n${a}\n\t \r\n${b}\n  \n` }, ...TWO },
  {
    title: 'a byte order mark',
    files: { 'p/s.jsonl': `\ufeff${a}\n${b}\n` },
    ...TWO,
    incomparable: 'the recount skips the line',
  },
  { title: 'a last line without line feed that is complete', files: { 'p/s.jsonl': `${a}\n${b}` }, ...TWO },
  { title: 'a last line that is cut off', files: { 'p/s.jsonl': `${a}\n${b}\n${c!.slice(0, -40)}` }, ...TWO },
  {
    title: 'a last line that is cut within a character',
    files: { 'p/s.jsonl': Buffer.concat([Buffer.from(`${a}\n${b}\n{"x":"`), Buffer.from('🌔').subarray(0, 2)]) },
    ...TWO,
  },
  {
    title: 'a line cut off in the middle of a file costs no neighbour',
    files: { 'p/s.jsonl': `${a}\n${b!.slice(0, 90)}\n${c}\n` },
    ...TWO,
    problem: /^1 line of .*s\.jsonl could not be read \(the first at byte \d+: .*\)\. All others were counted\.$/,
  },
  {
    title: 'two lines run together cost no neighbour',
    files: { 'p/s.jsonl': `${a}\n${b}${c}\n${c}\n` },
    ...TWO,
    problem: /^1 line of/,
  },
  {
    title: 'a line of zero bytes, as a power cut leaves, costs no neighbour',
    files: { 'p/s.jsonl': `${a}\n${'\0'.repeat(5000)}\n${b}\n` },
    ...TWO,
    problem: /^1 line of/,
  },
  { title: 'an empty file', files: { 'p/empty.jsonl': '', 'p/s.jsonl': `${a}\n${b}\n` }, ...TWO },
  {
    title: 'files of other kinds',
    files: {
      'p/s.json': `${a}\n`,
      'p/s.jsonl.bak': `${a}\n`,
      'p/tool-results/x.txt': `${a}\n`,
      'p/s.jsonl': `${b}\n${c}\n`,
    },
    ...TWO,
  },
  {
    title: 'lines that are no objects',
    files: { 'p/s.jsonl': `null\n7\n"usage"\n["usage",{"usage":{}}]\ntrue\n${a}\n${b}\n` },
    ...TWO,
  },
  {
    title: 'invalid UTF-8 in a text',
    files: {
      'p/s.jsonl': Buffer.concat([
        Buffer.from(`${a}\n`),
        Buffer.from(b!.replace('Done.', '@')).map((byte) => (byte === 64 ? 0xff : byte)),
        Buffer.from('\n'),
      ]),
    },
    ...TWO,
    incomparable: 'the recount skips the line',
  },
  {
    title: 'key names spelled with escapes',
    files: {
      'p/s.jsonl': behindTheHead(
        a!.replace('"usage"', '"\\u0075sage"'),
        b!.replace('"usage"', '"us\\u0061\\u0067\\u0065"').replace('"message"', '"\\u006dessage"'),
      ),
    },
    ...TWO,
  },
  {
    title: 'a line of 10 MB',
    files: { 'p/s.jsonl': `${a}\n${text(answer({ id: 'b', content: 'x'.repeat(10_000_000) }))}\n${c}\n` },
    ...THREE,
  },
  ...[0, 1, 2, 3].map((shift) => borderCase(shift)),
];

describeRules('Claude Code: bytes of a file', CASES);
