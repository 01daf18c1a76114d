import { spawnSync } from 'node:child_process';
import { amount } from './verdict.mjs';

/** @typedef {import('./measure.mjs').Row} Row */
/** @typedef {import('./realSets.mjs').RealRow} RealRow */
/** @typedef {import('./verdict.mjs').Verdict} Verdict */

/** One agent's cases. @typedef {{ name: string, rows: readonly Row[] }} Section */

/**
 * @typedef {object} Findings
 * @property {string} date
 * @property {string} version of Moonlock
 * @property {readonly string[]} tools their names, Moonlock first
 * @property {readonly Section[]} sections
 * @property {readonly RealRow[] | undefined} sets
 */

const REAL_HEADING = '## Real transcripts';
const NOT_READ = '–';

/** The day on which a document was made, or undefined. @param {string} text */
export function dateOf(text) {
  return /^Made on (\d{4}-\d{2}-\d{2})/m.exec(text)?.[1];
}

/**
 * The document.
 * @param {Findings} findings
 * @param {string} old the document as it was: without real transcripts, its part about them is kept
 * @returns {string} formatted as every file of the project
 */
export function makeDocument(findings, old) {
  const { tools, sections, sets } = findings;
  const real = sets ? realPart(tools, sets) : (partOf(old, REAL_HEADING) ?? '');
  const cases = sections.map(({ name, rows }) => `## ${name}\n\n${casesTable(tools, rows)}\n\n${notes(rows)}`);
  return format([introduction(findings), ...cases, real, scorePart(tools, sections)].filter(Boolean).join('\n\n'));
}

/** @param {Findings} findings */
function introduction({ date, version, tools: [, ...peers] }) {
  return `# Accuracy

Odd cases of the logs that coding agents write, what is right, and what Moonlock and two other counters say of them.

Made on ${date} by \`npm run accuracy\`, which lays each case out in an empty home folder and runs Moonlock ${version} (\`report --json\`), ${peers[0]} (\`<agent> daily --json --offline\`) and the native core of ${peers[1]}, the newest of both that npm offered, on it. It fails if Moonlock is wrong anywhere.

- **Right** is input · output · cache writes · cache reads, stated by hand; the numbered notes tell why. Input excludes the cache, output includes reasoning, whatever the agent or the tool calls them. Where an independent recount exists (Claude Code, Codex, Gemini CLI), a test compares it.
- **✓** is the same in all four, and in the model where the case is about it. Else the figures that differ are given (\`in\`, \`out\`, \`write\`, \`read\`). **${NOT_READ}** is an agent that the tool does not read.
- Rows marked **°** can be seen in more than one way. They show figures and count for nobody.
- All logs are made up. Some cases are everyday life (streaming, sub-agents, resumed sessions, repeated totals), some are rare, a few take a crash or a file that was rewritten; a row is no measure of how often it happens. The table of real transcripts below is.
- A transcript tells no background calls (titles, summaries), so that every right figure is a lower bound of what was billed.`;
}

/** @param {readonly string[]} tools @param {readonly Row[]} rows */
function casesTable(tools, rows) {
  return table(
    ['#', 'case', 'right', ...tools],
    rows.map(({ one, verdicts }, i) => {
      const cells = verdicts.map((verdict, tool) => cell(one, verdict, tool === 0));
      return [`${i + 1}${one.open ? '°' : ''}`, one.title, figures(one), ...cells];
    }),
  );
}

/** @param {import('./home.mjs').AccuracyCase} one */
function figures({ tokens, models }) {
  const four = tokens.map((count) => amount(count)).join(' · ');
  return models ? `${four}, model ${models.join(', ')}` : four;
}

/** @param {import('./home.mjs').AccuracyCase} one @param {Verdict | undefined} verdict @param {boolean} isMoonlock */
function cell(one, verdict, isMoonlock) {
  if (!verdict) return NOT_READ;
  if (isMoonlock && one.unreadable && verdict.text === 'nothing') return `unread: ${one.unreadable}`;
  if (verdict.right) return one.open ? 'the same' : '✓';
  return verdict.text;
}

/** @param {readonly Row[]} rows */
function notes(rows) {
  return rows.map(({ one: { why, open } }, i) => `${i + 1}. ${open ? `${why} ${open}` : why}`).join('\n');
}

/** @param {readonly string[]} tools @param {readonly RealRow[]} sets */
function realPart(tools, sets) {
  const rows = sets.map(({ set, agent, tokens, verdicts }) => [
    set,
    agent.name,
    tokens.map((count) => amount(count)).join(' · '),
    ...verdicts.map((verdict) => (!verdict ? NOT_READ : verdict.right ? '✓' : verdict.text)),
  ]);
  return `${REAL_HEADING}

Transcripts that others have published. Right is what an independent recount comes to, by the same rules.

${table(['set', 'agent', 'right', ...tools], rows)}`;
}

/** @param {readonly string[]} tools @param {readonly Section[]} sections */
function scorePart(tools, sections) {
  const all = { name: 'all', rows: sections.flatMap(({ rows }) => rows) };
  const rows = [...sections, all].map(({ name, rows }) => [name].concat(tools.map((_, tool) => score(rows, tool))));
  return `## How many each gets right

Of the cases of agents that it reads, without the rows marked °.

${table(['agent', ...tools], rows)}`;
}

/** @param {readonly Row[]} rows @param {number} tool */
function score(rows, tool) {
  const read = rows.filter(({ one, verdicts }) => !one.open && verdicts[tool] !== undefined);
  if (read.length === 0) return NOT_READ;
  return `${read.filter(({ verdicts }) => verdicts[tool]?.right).length} of ${read.length}`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row))].join('\n');
}

/** A part of a document, from its heading to the next. @param {string} text @param {string} heading */
function partOf(text, heading) {
  const start = text.indexOf(`${heading}\n`);
  if (start === -1) return undefined;
  const end = text.indexOf('\n## ', start);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

/** @param {string} text */
function format(text) {
  const args = ['node_modules/oxfmt/bin/oxfmt', '--stdin-filepath=docs/accuracy.md'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The document could not be formatted: ${stderr}`);
  return stdout;
}
