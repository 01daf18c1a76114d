import type { Clock } from '../../src/engine/clock/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Report } from '../../src/engine/ledger/report.ts';
import { BREAKDOWNS } from '../../src/engine/ledger/report.ts';
import type { Logger } from '../../src/engine/logger.ts';
import type { LedgerStore } from '../../src/engine/store/ledgerStore.ts';
import { FakeClock } from './fakeClock.ts';
import { TEST_PRICES } from './prices.ts';
import { memoryStore } from './stores.ts';

/** An engine under test with what it was made of. */
export interface TestEngine {
  readonly engine: Engine;
  readonly store: LedgerStore;
  /** Lines of its log, as `level: message`. */
  readonly logged: string[];
}

const running: Engine[] = [];

/** An engine over one configuration folder, which is Claude Code's and Codex's alike; closed after the running test. */
export async function makeEngine(
  config: string,
  options: { clock?: Clock; store?: LedgerStore; home?: string; variables?: Record<string, string> } = {},
): Promise<TestEngine> {
  const store = options.store ?? (await memoryStore());
  const logged: string[] = [];
  const log: Logger = (level, message) => logged.push(`${level}: ${message}`);
  const environment = {
    home: options.home ?? config,
    variables: options.variables ?? { CLAUDE_CONFIG_DIR: config, CODEX_HOME: config },
  };
  const engine = new Engine({
    environment,
    store,
    clock: options.clock ?? new FakeClock(),
    log,
    timeZone: 'UTC',
    prices: TEST_PRICES,
  });
  running.push(engine);
  return { engine, store, logged };
}

/** The report of everything that a configuration folder holds, with the problems met. */
export async function reportOf(config: string): Promise<{ report: Report; problems: string[] }> {
  const { engine, logged } = await makeEngine(config);
  await engine.scan();
  const report = engine.report({ timeZone: 'UTC', by: BREAKDOWNS });
  const warnings = logged.filter((line) => line.startsWith('warn: '));
  return { report, problems: warnings.map((line) => line.slice('warn: '.length)) };
}

afterEach('close engines', async () => {
  for (const engine of running.splice(0)) await engine.close();
});
