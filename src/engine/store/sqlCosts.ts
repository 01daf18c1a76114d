import { parseDetail } from '../ledger/detail.ts';
import type { Database } from './database.ts';
import { parsePair } from './dictionary.ts';
import type { CostSum, LoggedCost, RequestFilter } from './ledgerStore.ts';
import { COUNTER_SUMS, LOCAL, readCounters } from './rows.ts';
import { QUARTER_MS } from './schema.ts';
import type { Dictionaries } from './sqlRequestTable.ts';

const QUARTERS_A_DAY = 86_400_000 / QUARTER_MS;
const FOREVER = Number.MAX_SAFE_INTEGER;

const COST_SUMS = `SELECT session.agent, model, project, detail, min(quarter), sum(requests), ${COUNTER_SUMS}
  FROM rollup JOIN session ON session.id = rollup.session WHERE quarter >= ? AND quarter < ?
  GROUP BY session.agent, model, project, detail, quarter / ${QUARTERS_A_DAY}`;
const LOGGED_COSTS = `SELECT session, model, project, detail, at / ${QUARTER_MS} AS quarter, count(*), total(cost),
  ${COUNTER_SUMS} FROM request
  WHERE cost IS NOT NULL AND at >= ? AND at < ? AND flags & ${LOCAL} = 0
  GROUP BY session, model, project, detail, quarter`;

/** Sums over many requests in SQLite, for what they cost. */
export class SqlCosts {
  readonly #db: Database;
  readonly #names: Dictionaries;

  constructor(db: Database, names: Dictionaries) {
    this.#db = db;
    this.#names = names;
  }

  /** See {@link LedgerStore.costSums}. */
  costSums(since = -FOREVER, until = FOREVER): CostSum[] {
    const { models, projects, details } = this.#names;
    return this.#db.all(COST_SUMS, [since / QUARTER_MS, until / QUARTER_MS]).map((row) => ({
      agent: String(row[0]),
      model: models.text(Number(row[1])),
      project: projects.text(Number(row[2])),
      detail: parseDetail(details.text(Number(row[3]))),
      quarter: Number(row[4]) * QUARTER_MS,
      requests: Number(row[5]),
      counters: readCounters(row, 6),
    }));
  }

  /** See {@link LedgerStore.loggedCosts}. */
  loggedCosts({ agent, since = -FOREVER, until = FOREVER }: RequestFilter): LoggedCost[] {
    const { sessions, models, projects, details } = this.#names;
    const costs = this.#db.all(LOGGED_COSTS, [since, until]).map((row) => {
      const [owner, session] = parsePair(sessions.text(Number(row[0])));
      return {
        agent: owner,
        session,
        model: models.text(Number(row[1])),
        project: projects.text(Number(row[2])),
        detail: parseDetail(details.text(Number(row[3]))),
        quarter: Number(row[4]) * QUARTER_MS,
        requests: Number(row[5]),
        usd: Number(row[6]),
        counters: readCounters(row, 7),
      };
    });
    return costs.filter((cost) => agent === undefined || cost.agent === agent);
  }
}
