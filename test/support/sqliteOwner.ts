import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** Runs statements of one connection as they come, one JSON line each, and answers with the rows or the error. */
const SCRIPT = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in sys.stdin:
    sql, params = json.loads(line)
    try:
        answer = {"rows": db.execute(sql, params).fetchall()}
    except sqlite3.Error as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
db.close()
`;

/** Rows in the order of their columns. */
export type Rows = (string | number | null)[][];

const open = new Set<SqliteOwner>();

/** A process of its own that has an SQLite database open, as agents have: Python with its sqlite3 module. */
export class SqliteOwner {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  constructor(path: string) {
    this.#child = spawn('python3', ['-c', SCRIPT, path]);
    const lines: Interface = createInterface(this.#child.stdout);
    this.#answers = lines[Symbol.asyncIterator]();
    open.add(this);
  }

  async run(sql: string, ...params: (string | number | null)[]): Promise<Rows> {
    this.#child.stdin.write(`${JSON.stringify([sql, params])}\n`);
    const { value } = (await this.#answers.next()) as { value: string };
    const { rows, error } = JSON.parse(value) as { rows?: Rows; error?: string };
    if (error !== undefined) throw new Error(error);
    return rows!;
  }

  /** Closes the database as a program does that ends well: the last connection empties the write-ahead log. */
  async close(): Promise<void> {
    open.delete(this);
    this.#child.stdin.end();
    await once(this.#child, 'close');
  }

  /** Ends it as a crash does: the write-ahead log stays. */
  async kill(): Promise<void> {
    open.delete(this);
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }
}

/** Runs statements on a database in a process of its own that is gone when this returns. */
export function runOnce(path: string, ...statements: string[]): void {
  const script =
    'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\nfor sql in sys.argv[2:]: db.execute(sql)';
  const { status, stderr } = spawnSync('python3', ['-c', script, path, ...statements]);
  if (status !== 0) throw new Error(stderr.toString());
}

/** Whether there is a Python to own databases. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
}

afterEach('kill owners of databases', async () => {
  for (const owner of open) await owner.kill();
});
