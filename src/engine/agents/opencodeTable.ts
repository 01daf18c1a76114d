import type { AgentRecord, DatabaseQuery, LogFileInfo } from './agent.ts';
import { asMilliseconds, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { column, type Columns, parseColumn } from './opencodeColumns.ts';
import { opencodeUsage } from './opencodeMessage.ts';
import { promptRecords } from './prompt.ts';

/** Rows are only ever added, but a row changes until its answer is complete. How far a table has been read: */
export interface Mark {
  /** The last row that was read, and the message in it. */
  readonly row: number;
  readonly id: string;
  /** Messages up to there that were still being answered. */
  readonly open: readonly string[];
}

/** So many messages are read in one turn. */
const TURN_ROWS = 2_000;
/** So many of the last rows are read again, should an answer that seemed complete go on after all. */
const OVERLAP_ROWS = 64;
/** Answers that were broken off stay open for ever: only the newest are asked after. */
const MAX_OPEN = 200;

/** One of the tables of messages, during one turn of reading. */
export class MessageTable {
  readonly #query: DatabaseQuery;
  readonly #columns: Columns;
  readonly #table: string;
  readonly #file: LogFileInfo;
  readonly #select: string;

  constructor(query: DatabaseQuery, columns: Columns, table: string, sessions: string | undefined, file: LogFileInfo) {
    this.#query = query;
    this.#columns = columns;
    this.#table = table;
    this.#file = file;
    const pick = (name: string): string => column(columns, table, name, 'm');
    const pickSession = (name: string): string => column(columns, sessions, name, 's');
    const isCopy = table !== 'message' && columns.has('message') ? 'm.id IN (SELECT id FROM message)' : '0';
    this.#select = `SELECT m.rowid AS row, m.id AS id, ${pick('session_id')} AS session, ${pick('type')} AS type,
      ${pick('time_created')} AS written, CASE WHEN ${isCopy} THEN NULL ELSE ${pick('data')} END AS data,
      ${pickSession('parent_id')} AS parent, ${pickSession('directory')} AS folder,
      ${pickSession('time_created')} AS sessionMade
      FROM ${table} m ${sessions ? `LEFT JOIN ${sessions} s ON s.id = m.session_id` : ''}`;
  }

  /** Reads on from a mark. Where the row there is another by now, rows were taken out: everything is read again. */
  read(before: Mark | undefined): { records: AgentRecord[]; mark: Mark | undefined; complete: boolean } {
    const records: AgentRecord[] = [];
    const open: string[] = [];
    const seen = new Set<string>();
    const mark = before && this.#idAt(before.row) === before.id ? before : undefined;
    let last: Mark | undefined = mark;
    let rows = 0;
    const take = (row: JsonObject): void => {
      const id = String(row['id']);
      if (seen.has(id)) return;
      seen.add(id);
      const { found, isOpen } = this.#readRow(row, id);
      records.push(...found);
      if (isOpen) open.push(id);
    };
    for (const id of mark?.open ?? []) for (const row of this.#query(`${this.#select} WHERE m.id = ?`, id)) take(row);
    const sql = `${this.#select} WHERE m.rowid > ? ORDER BY m.rowid LIMIT ${TURN_ROWS}`;
    for (const row of this.#query(sql, (mark?.row ?? 0) - OVERLAP_ROWS)) {
      take(row);
      rows++;
      last = { row: Number(row['row']), id: String(row['id']), open: [] };
    }
    return { records, mark: last && { ...last, open: open.slice(-MAX_OPEN) }, complete: rows < TURN_ROWS };
  }

  #idAt(row: number): string | undefined {
    for (const found of this.#query(`SELECT id FROM ${this.#table} WHERE rowid = ?`, row)) return String(found['id']);
    return undefined;
  }

  #readRow(row: JsonObject, id: string): { found: AgentRecord[]; isOpen: boolean } {
    const message = parseColumn(row['data']);
    const session = asText(row['session']) ?? asText(message?.['sessionID']) ?? '';
    const role = asText(message?.['role']) ?? asText(row['type']);
    if (!message || (role !== 'assistant' && role !== 'user')) return { found: [], isOpen: false };
    const child = asText(row['parent']) !== undefined;
    const writtenAt = asMilliseconds(row['written']) ?? this.#file.mtimeMs;
    if (role === 'user') return { found: child ? [] : this.#prompt(message, id, session, writtenAt), isOpen: false };
    const usage = opencodeUsage(message, {
      id,
      session,
      offset: Number(row['row']),
      writtenAt,
      folder: asText(row['folder']),
      sessionMadeAt: asMilliseconds(row['sessionMade']),
      child,
    });
    return { found: usage ? [usage] : [], isOpen: asNumber(asObject(message['time'])?.['completed']) === undefined };
  }

  /** Version 1 keeps what was typed in the message's parts, among them what opencode says itself (`synthetic`). */
  #prompt(message: JsonObject, id: string, session: string, writtenAt: number): AgentRecord[] {
    const at = asMilliseconds(asObject(message['time'])?.['created']) ?? writtenAt;
    const part = this.#columns.get('part');
    const content =
      this.#table === 'message' && part?.has('message_id') && part.has('data')
        ? [...this.#query('SELECT data FROM part WHERE message_id = ? ORDER BY id LIMIT 20', id)]
            .map((row) => parseColumn(row['data']))
            .filter((one) => one?.['type'] === 'text' && one['synthetic'] !== true)
        : message['text'];
    return promptRecords(content, session, at, `at:${at}`);
  }
}
