import type { Database } from './database.ts';

/** Short integer ids for texts that recur in many rows: sessions, models, projects. Kept in memory in both directions. */
export class Dictionary {
  readonly #ids = new Map<string, number>();
  readonly #texts = new Map<number, string>();
  readonly #insert: (text: string) => number;

  /** `rows`: what is known already, as [id, text]. `insert` adds a text and gives its id. */
  constructor(rows: Iterable<readonly [number, string]>, insert: (text: string) => number) {
    this.#insert = insert;
    for (const [id, text] of rows) this.#add(id, text);
  }

  /** Adds the text if need be. Halves of characters, which SQLite does not keep, are replaced. */
  id(raw: string): number {
    const text = raw.toWellFormed();
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#insert(text);
    this.#add(id, text);
    return id;
  }

  text(id: number): string {
    const text = this.#texts.get(id);
    if (text === undefined) throw new Error(`The ledger names an entry ${id} that it does not hold.`);
    return text;
  }

  #add(id: number, text: string): void {
    this.#ids.set(text, id);
    this.#texts.set(id, text);
  }
}

/** A dictionary over a table with the columns `id` and `column`. */
export function tableDictionary(db: Database, table: string, column: string): Dictionary {
  const rows = db.all(`SELECT id, ${column} FROM ${table}`).map(([id, text]) => [Number(id), String(text)] as const);
  return new Dictionary(rows, (text) =>
    Number(db.first(`INSERT INTO ${table} (${column}) VALUES (?) RETURNING id`, [text])![0]),
  );
}

/** Log files, whose text is the machine's id and the path there. A new one has not been read yet. */
export function sourceDictionary(db: Database): Dictionary {
  return pairDictionary(
    db,
    'SELECT id, host, path FROM source',
    `INSERT INTO source (host, path, offset, size, mtime_ms, inode, head, tail)
      VALUES (?, ?, 0, 0, 0, 0, '', '') RETURNING id`,
  );
}

/** Sessions, whose text is the agent's id and the session's own. */
export function sessionDictionary(db: Database): Dictionary {
  return pairDictionary(
    db,
    'SELECT id, agent, key FROM session',
    'INSERT INTO session (agent, key) VALUES (?, ?) RETURNING id',
  );
}

function pairDictionary(db: Database, select: string, insert: string): Dictionary {
  const rows = db.all(select);
  return new Dictionary(
    rows.map(([id, first, second]) => [Number(id), pairText(String(first), String(second))] as const),
    (text) => Number(db.first(insert, [...parsePair(text)])![0]),
  );
}

const SEPARATOR = '\n';

/** A dictionary text of two parts; the first holds no line feed. */
export function pairText(first: string, second: string): string {
  return first + SEPARATOR + second;
}

/** The reverse of {@link pairText}. */
export function parsePair(text: string): [first: string, second: string] {
  const end = text.indexOf(SEPARATOR);
  return [text.slice(0, end), text.slice(end + SEPARATOR.length)];
}
