import type { AgentRecord, PromptRecord, SubagentRecord, TitleRecord, UsageRecord } from '../agents/agent.ts';
import { hash53 } from '../ledger/hash.ts';
import type { Database, Row } from './database.ts';
import { pairText } from './dictionary.ts';
import type { AgentAccount } from '../ledger/reconciliation.ts';
import type { RequestFilter, SessionFacts } from './ledgerStore.ts';
import type { Dictionaries } from './sqlRequestTable.ts';

const FOREVER = Number.MAX_SAFE_INTEGER;

/** What `session_item.kind` says. */
const ITEM_KIND: Record<(PromptRecord | SubagentRecord)['kind'], number> = { prompt: 0, subagent: 1 };

/** Copies of a session's history repeat its items under other sessions: an item belongs to the one where it came first. */
const ADD_ITEM = `INSERT INTO session_item (id, kind, session, at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (id) DO UPDATE SET at = ?4, session = ?3 WHERE ?4 < at OR (?4 = at AND ?3 < session)`;
const ADD_COST = `INSERT INTO session_cost (session, at, cost, models) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (session) DO UPDATE SET at = ?2, cost = ?3, models = ?4 WHERE ?2 > at OR (?2 = at AND ?3 > cost)`;
const SET_FIRST_TITLE = 'UPDATE session SET title = ? WHERE id = ? AND title IS NULL';
const SET_GIVEN_TITLE = 'UPDATE session SET title = ?, title_given = 1 WHERE id = ?';
const SET_BRANCH = 'UPDATE session SET branch = ?2 WHERE id = ?1 AND ifnull(last_at, ?3) <= ?3';
const SET_CONTEXT = `UPDATE session SET context_at = ?2, context_tokens = ?3, context_window = ?4, context_model = ?5
  WHERE id = ?1 AND ifnull(context_at, ?2) <= ?2`;

const COUNT_ITEMS = (kind: number): string =>
  `(SELECT count(*) FROM session_item i WHERE i.session = s.id AND i.kind = ${kind})`;
const FACTS = `SELECT agent, key, title, branch, first_at, last_at, ${COUNT_ITEMS(ITEM_KIND.prompt)},
  ${COUNT_ITEMS(ITEM_KIND.subagent)}, context_tokens, context_window, context_model, context_at, c.cost, c.at, c.models
  FROM session s LEFT JOIN session_cost c ON c.session = s.id`;

/** Agent sessions in SQLite: what is known of them beside their requests. */
export class SqlSessions {
  readonly #db: Database;
  readonly #names: Dictionaries;

  constructor(db: Database, names: Dictionaries) {
    this.#db = db;
    this.#names = names;
  }

  /** Takes in what records tell of sessions. To be called when their requests have been written. */
  add(agent: string, records: readonly AgentRecord[]): void {
    const newest = new Map<string, UsageRecord>();
    const branches = new Map<string, UsageRecord>();
    for (const record of records) {
      const { kind, session } = record;
      if (kind === 'usage') {
        if (showsContext(record)) keepNewest(newest, record);
        if (record.branch !== null) keepNewest(branches, record);
      } else if (kind === 'title') this.#name(agent, record);
      else if (kind === 'session-cost')
        this.#db.run(ADD_COST, [this.#id(agent, session), record.at, record.costUsd, JSON.stringify(record.models)]);
      else {
        const id = hash53(`${agent}\n${kind}\n${record.key}`);
        this.#db.run(ADD_ITEM, [id, ITEM_KIND[kind], this.#id(agent, session), record.at]);
      }
    }
    for (const record of branches.values())
      this.#db.run(SET_BRANCH, [this.#id(agent, record.session), record.branch, lastAt(record)]);
    for (const record of newest.values()) this.#setContext(agent, record);
  }

  /** By their last request, newest first. */
  recent(limit: number, { agent, since = -FOREVER, until = FOREVER }: RequestFilter): SessionFacts[] {
    const sql = `${FACTS} WHERE last_at >= ?2 AND first_at < ?3 AND (?4 IS NULL OR agent = ?4)
      ORDER BY last_at DESC LIMIT ?1`;
    return this.#db.all(sql, [limit, since, until, agent ?? null]).map((row) => this.#facts(row));
  }

  #id(agent: string, session: string): number {
    return this.#names.sessions.id(pairText(agent, session));
  }

  #name(agent: string, { session, title, source }: TitleRecord): void {
    this.#db.run(source === 'given' ? SET_GIVEN_TITLE : SET_FIRST_TITLE, [title, this.#id(agent, session)]);
  }

  #setContext(agent: string, record: UsageRecord): void {
    const [session, model] = [this.#id(agent, record.session), this.#names.models.id(record.model)];
    this.#db.run(SET_CONTEXT, [session, lastAt(record), contextTokens(record), record.contextWindow, model]);
  }

  #facts(row: Row): SessionFacts {
    const number = (i: number): number | null => (row[i] === null ? null : Number(row[i]));
    const text = (i: number): string | null => (row[i] === null ? null : String(row[i]));
    const tokens = number(8);
    return {
      agent: String(row[0]),
      session: String(row[1]),
      title: text(2),
      branch: text(3),
      firstAt: Number(row[4]),
      lastAt: Number(row[5]),
      prompts: Number(row[6]),
      subagents: Number(row[7]),
      context:
        tokens === null
          ? null
          : { tokens, window: number(9), model: this.#names.models.text(Number(row[10])), at: Number(row[11]) },
      reportedCost:
        row[12] === null
          ? null
          : {
              usd: Number(row[12]),
              at: Number(row[13]),
              models: JSON.parse(String(row[14])) as AgentAccount['models'],
            },
    };
  }
}

/** The main conversation's own requests show how full its context is; those of sub-agents have contexts of their own. */
function showsContext(record: UsageRecord): boolean {
  return !record.sidechain && !record.mirror && !record.local && contextTokens(record) > 0;
}

function contextTokens({ contextTokens: told, counters }: UsageRecord): number {
  return told ?? counters.input + counters.cacheCreation + counters.cacheRead;
}

function lastAt({ at, span }: UsageRecord): number {
  return span?.to ?? at;
}

function keepNewest(map: Map<string, UsageRecord>, record: UsageRecord): void {
  const known = map.get(record.session);
  if (!known || lastAt(record) >= lastAt(known)) map.set(record.session, record);
}
