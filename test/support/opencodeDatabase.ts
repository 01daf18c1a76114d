import assert from 'node:assert/strict';
import type { AgentRecord } from '../../src/engine/agents/agent.ts';
import { opencode } from '../../src/engine/agents/opencode.ts';
import { Database } from '../../src/engine/store/database.ts';
import { sqlite } from './stores.ts';

/** The tables of version 1, as far as they matter (`session.sql.ts` of sst/opencode). */
export const VERSION_1 = `
  CREATE TABLE session (id text PRIMARY KEY, parent_id text, directory text NOT NULL, title text NOT NULL,
    version text NOT NULL, time_created integer NOT NULL, time_updated integer NOT NULL);
  CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, time_created integer NOT NULL,
    time_updated integer NOT NULL, data text NOT NULL);
  CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, session_id text NOT NULL,
    time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL);
  CREATE INDEX part_message_id_id_idx ON part (message_id, id);`;

/** What version 2 adds (`packages/core/src/session/sql.ts`). */
export const VERSION_2 = `
  CREATE TABLE session_v2 (id text PRIMARY KEY, parent_id text, fork_session_id text, directory text NOT NULL,
    title text, version text NOT NULL, time_created integer NOT NULL, time_updated integer NOT NULL);
  CREATE TABLE session_message (id text PRIMARY KEY, session_id text NOT NULL, type text NOT NULL, seq integer NOT NULL,
    time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL);`;

/** Noon of a day on which every version writes the total. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** Tokens as opencode writes them. */
export interface Tokens {
  input?: number;
  output?: number;
  reasoning?: number;
  cache?: { read: number; write: number };
  total?: number;
}

/** One answer's, with its reasoning apart. */
export const TOKENS: Tokens = { input: 10, output: 20, reasoning: 5, cache: { read: 300, write: 40 }, total: 375 };

/** The JSON of an assistant's message of version 1. */
export function answerData(madeAt: number, tokens: Tokens | undefined, more: object = {}): object {
  return {
    role: 'assistant',
    parentID: 'msg_parent',
    providerID: 'anthropic',
    modelID: 'claude-sonnet-4-5',
    mode: 'build',
    path: { cwd: '/work/app', root: '/work/app' },
    cost: tokens ? 0.25 : 0,
    tokens: tokens ?? { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } },
    time: tokens ? { created: madeAt, completed: madeAt + 5_000 } : { created: madeAt },
    ...more,
  };
}

/** A database of opencode in memory, and what the agent reads of it, turn by turn, as the ingester would. */
export class OpencodeDatabase {
  readonly db: Database;
  /** Left by the last reading. */
  state: string | undefined;
  /** Turns that the last reading took. */
  turns = 0;

  private constructor(db: Database) {
    this.db = db;
  }

  static async make(schema = VERSION_1): Promise<OpencodeDatabase> {
    const db = new Database(await sqlite());
    db.script(schema);
    return new OpencodeDatabase(db);
  }

  session(id: string, more: { parent?: string; title?: string; madeAt?: number; table?: string } = {}): void {
    const { parent = null, title = 'Fix the moon', madeAt = NOON, table = 'session' } = more;
    this.db.run(
      `INSERT INTO ${table} (id, parent_id, directory, title, version, time_created, time_updated)
       VALUES (?, ?, '/work/folder', ?, '1.2.0', ?, ?)`,
      [id, parent, title, madeAt, madeAt],
    );
  }

  /** Adds a message of version 1, or changes it. */
  message(id: string, session: string, data: unknown, madeAt = NOON): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const sql = `INSERT INTO message VALUES (?1, ?2, ?3, ?3, ?4) ON CONFLICT (id) DO UPDATE SET data = ?4`;
    this.db.run(sql, [id, session, madeAt, text]);
  }

  /** Adds a message of version 2. */
  message2(id: string, session: string, type: string, data: object, madeAt = NOON): void {
    const sql = `INSERT INTO session_message SELECT ?1, ?2, ?3, ifnull(max(seq), 0) + 1, ?4, ?4, ?5 FROM session_message`;
    this.db.run(sql, [id, session, type, madeAt, JSON.stringify(data)]);
  }

  /** What is new since the last reading. */
  read(): AgentRecord[] {
    const records: AgentRecord[] = [];
    const format = opencode.format('opencode.db');
    assert.equal(format?.kind, 'database');
    for (this.turns = 1; ; this.turns++) {
      const turn = format.read(
        (sql, ...params) => this.db.objects(sql, params),
        { path: '/data/opencode.db', relativePath: 'opencode.db', mtimeMs: NOON + 86_400_000 },
        this.state,
      );
      records.push(...turn.records);
      this.state = turn.state;
      if (turn.complete) return records;
    }
  }
}
