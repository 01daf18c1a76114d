import type { DatabaseQuery } from './agent.ts';
import { asObject, type JsonObject } from './json.ts';

/** Columns by table. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** The columns that a database has. */
export function columnsOf(query: DatabaseQuery): Columns {
  const found = new Map<string, Set<string>>();
  const sql = `SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table'`;
  for (const row of query(sql)) {
    const table = String(row['table']);
    found.set(table, (found.get(table) ?? new Set()).add(String(row['column'])));
  }
  return found;
}

/** A column in SQL, null where an older or newer version has none of the name. `alias`: that of the table. */
export function column(columns: Columns, table: string | undefined, name: string, alias: string): string {
  return table !== undefined && columns.get(table)!.has(name) ? `${alias}.${name}` : 'NULL';
}

/** A column's JSON object, undefined if it holds none. */
export function parseColumn(text: unknown): JsonObject | undefined {
  try {
    return typeof text === 'string' ? asObject(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}
