import type { AgentRecord, DatabaseFormat, DatabaseQuery, DatabaseReading, LogFileInfo } from './agent.ts';
import { asMilliseconds, asNumber, asObject, asText } from './json.ts';
import { column, type Columns, columnsOf, parseColumn } from './opencodeColumns.ts';
import { opencodeSession } from './opencodeMessage.ts';
import { type Mark, MessageTable } from './opencodeTable.ts';

/**
 * The database of opencode (`session.sql.ts` and `packages/core/src/session/sql.ts` of sst/opencode). Version 2 writes to
 * tables of its own, to which it has copied what version 1 left; copies under the same id are passed over.
 */
export const OPENCODE_DATABASE: DatabaseFormat = { kind: 'database', read };

/** Tables of messages, with the tables that their sessions may be in, the first that is there. */
const GENERATIONS = [
  { messages: 'message', sessions: ['session'] },
  { messages: 'session_message', sessions: ['session_v2', 'session'] },
] as const;

interface State {
  readonly marks: Readonly<Record<string, Mark>>;
  /** The newest change of a session that was seen, milliseconds since the epoch. */
  readonly sessionsAt: number;
}

/** Clocks are set back now and then. */
const CLOCK_SLACK_MS = 60_000;

function read(query: DatabaseQuery, file: LogFileInfo, state: string | undefined): DatabaseReading {
  const before = parseState(state);
  const columns = columnsOf(query);
  const marks: Record<string, Mark> = { ...before.marks };
  const { records, sessionsAt } = readSessions(query, columns, before.sessionsAt, file);
  let complete = true;
  for (const { messages, sessions } of GENERATIONS) {
    if (!columns.has(messages)) continue;
    const table = new MessageTable(
      query,
      columns,
      messages,
      sessions.find((name) => columns.has(name) && columns.get(messages)!.has('session_id')),
      file,
    );
    const turn = table.read(before.marks[messages]);
    for (const record of turn.records) records.push(record);
    if (turn.mark) marks[messages] = turn.mark;
    complete &&= turn.complete;
  }
  return { records, state: JSON.stringify({ marks, sessionsAt } satisfies State), complete };
}

function readSessions(
  query: DatabaseQuery,
  columns: Columns,
  since: number,
  { mtimeMs }: LogFileInfo,
): { records: AgentRecord[]; sessionsAt: number } {
  const records: AgentRecord[] = [];
  let sessionsAt = since;
  for (const table of ['session', 'session_v2'].filter((name) => columns.has(name))) {
    const pick = (name: string): string => column(columns, table, name, 's');
    const sql = `SELECT s.id AS id, ${pick('parent_id')} AS parent, ${pick('title')} AS title,
      ${pick('time_created')} AS made, ${pick('time_updated')} AS changed
      FROM ${table} s WHERE ifnull(${pick('time_updated')}, ?1) >= ?1`;
    for (const row of query(sql, since - CLOCK_SLACK_MS)) {
      const id = asText(row['id']);
      const madeAt = asMilliseconds(row['made']) ?? mtimeMs;
      if (id)
        records.push(...opencodeSession({ id, parent: asText(row['parent']), title: asText(row['title']), madeAt }));
      sessionsAt = Math.max(sessionsAt, Math.min(asNumber(row['changed']) ?? 0, mtimeMs));
    }
  }
  return { records, sessionsAt };
}

/** What of a state this version understands; the rest is read again. */
function parseState(text: string | undefined): State {
  const state = parseColumn(text);
  const marks: Record<string, Mark> = {};
  for (const [table, value] of Object.entries(asObject(state?.['marks']) ?? {})) {
    const mark = asObject(value);
    const [row, id, open] = [asNumber(mark?.['row']), asText(mark?.['id']), mark?.['open']];
    if (row === undefined || id === undefined || !Array.isArray(open)) continue;
    marks[table] = { row, id, open: open.filter((one) => typeof one === 'string') };
  }
  return { marks, sessionsAt: asNumber(state?.['sessionsAt']) ?? 0 };
}
