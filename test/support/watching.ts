import { claudeCode } from '../../src/engine/agents/claudeCode.ts';
import type { Agent, Environment } from '../../src/engine/agents/agent.ts';
import { Ingester } from '../../src/engine/ingest/ingester.ts';
import type { LedgerStore } from '../../src/engine/store/ledgerStore.ts';
import type { ScanProgress } from '../../src/protocol/viewModels.ts';
import { FakeClock } from './fakeClock.ts';
import { memoryStore } from './stores.ts';

/** An ingester under test with everything that it told. */
export interface Watching {
  readonly ingester: Ingester;
  readonly store: LedgerStore;
  readonly clock: FakeClock;
  readonly logged: string[];
  readonly told: ScanProgress[];
  readonly times: number[];
  /** Number of requests in the ledger. */
  readonly requests: () => number;
}

const open: Ingester[] = [];

/**
 * An ingester over the folders of Claude Code, or of other agents; closed after the running test. `readerPath`: script
 * of the threads that read much.
 */
export async function watching(
  environment: Partial<Environment> & { home: string },
  agents: readonly Agent[] = [claudeCode],
  readerPath?: string,
): Promise<Watching> {
  const [store, clock] = [await memoryStore(), new FakeClock()];
  const [logged, told, times]: [string[], ScanProgress[], number[]] = [[], [], []];
  const ingester = new Ingester({
    agents,
    environment: { variables: { CLAUDE_CONFIG_DIR: environment.home }, ...environment },
    store,
    clock,
    log: (level, message) => logged.push(`${level}: ${message}`),
    onRequests: (_agent, changed) => times.push(...changed),
    onProgress: (progress) => told.push(progress),
    readerPath,
  });
  open.push(ingester);
  return { ingester, store, clock, logged, told, times, requests: () => store.summary().requests };
}

afterEach('close ingesters', async () => {
  for (const ingester of open.splice(0)) await ingester.close();
});
