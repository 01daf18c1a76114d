import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/engine/clock/clock.ts';
import { Engine } from '../../src/engine/engine.ts';
import { silent } from '../../src/engine/logger.ts';
import { createStore } from '../../src/engine/store/createStore.ts';
import { PRICE_DATA } from '../../src/engine/ledger/prices/priceData.ts';
import { PriceTable } from '../../src/engine/ledger/prices/priceTable.ts';
import type { Report } from '../../src/engine/ledger/report.ts';
import { makeTree } from './make-tree.mjs';
import { type Figure, spreadOf } from './stats.ts';

const RUNS = 5;

/** Cold and warm scans of a generated tree, beside two plain readings of the same files in the same run. */
export async function benchScan(bytes: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonlock-bench-'));
  try {
    const tree = path.join(folder, 'tree');
    const { totals } = makeTree({ bytes, out: tree });
    const files = logFiles(tree);
    const times: Record<'cold' | 'warm' | 'append' | 'read' | 'parse', number[]> = {
      cold: [],
      warm: [],
      append: [],
      read: [],
      parse: [],
    };
    for (let run = 0; run < RUNS; run++) {
      const ledger = path.join(folder, `ledger-${run}`);
      times.read.push(await timed(() => readAll(files)));
      times.cold.push(await timed(() => scan(tree, ledger, totals.output)));
      times.warm.push(await timed(() => scan(tree, ledger, totals.output)));
      times.parse.push(await timed(() => parseAll(files)));
    }
    const megabytes = bytes / 1e6;
    const seconds = (name: string, values: number[]): Figure => ({ name, unit: 'ms', spread: spreadOf(values) });
    const ratio = (name: string, over: number[], under: number[]): Figure => ({
      name,
      unit: 'ratio',
      spread: spreadOf(over.map((value, i) => value / under[i]!)),
    });
    return [
      seconds(`plain reading of ${megabytes} MB (${files.length} files)`, times.read),
      seconds('plain Node: split into lines, parse all', times.parse),
      seconds('cold scan into a new ledger, saved', times.cold),
      seconds('warm scan: open the saved ledger, nothing new', times.warm),
      ratio('cold scan / parse all', times.cold, times.parse),
      ratio('cold scan / warm scan', times.cold, times.warm),
      { name: 'cold scan', unit: 'MB/s', spread: spreadOf(times.cold.map((ms) => (megabytes / ms) * 1000)) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The work for one line that is appended to a large file, until the ledger has it. */
export async function benchAppend(bytes: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonlock-bench-'));
  try {
    const tree = path.join(folder, 'tree');
    makeTree({ bytes, out: tree });
    const large = path.join(tree, 'projects', 'large', 'large.jsonl');
    execFileSync('sh', [
      '-c',
      'mkdir -p "$(dirname "$0")" && find "$1" -name "*.jsonl" -print0 | xargs -0 cat > "$0.tmp" && mv "$0.tmp" "$0"',
      large,
      tree,
    ]);
    appendFileSync(large, '\n');
    const engine = await openEngine(tree, path.join(folder, 'ledger'));
    await engine.scan();
    const times: number[] = [];
    for (let i = 0; i < 50; i++) {
      const at = new Date().toISOString();
      const usage = { input_tokens: 1, output_tokens: 1 };
      appendFileSync(
        large,
        `${JSON.stringify({ type: 'assistant', sessionId: 's', timestamp: at, message: { id: `bench-${i}`, model: 'm', usage } })}\n`,
      );
      times.push(await timed(() => engine.scan()));
    }
    await engine.close();
    return [
      {
        name: `one line appended to a file of ${bytes / 1e6} MB: look at every file, read, commit`,
        unit: 'ms',
        spread: spreadOf(times),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openEngine(tree: string, ledger: string): Promise<Engine> {
  const wasmPath = path.resolve('node_modules/sql.js/dist/sql-wasm.wasm');
  const { store } = await createStore({ wasmPath, folder: ledger, host: 'bench', log: silent });
  const environment = { home: tree, variables: { CLAUDE_CONFIG_DIR: tree } };
  return new Engine({
    environment,
    store,
    clock: systemClock,
    log: silent,
    timeZone: 'UTC',
    prices: new PriceTable(PRICE_DATA),
  });
}

async function scan(tree: string, ledger: string, output: number): Promise<void> {
  const engine = await openEngine(tree, ledger);
  await engine.scan();
  const report: Report = engine.report({ timeZone: 'UTC', by: [] });
  if (report.totals.output !== output)
    throw new Error(`${report.totals.output} output tokens were counted, ${output} are there.`);
  await engine.close();
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function logFiles(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => path.join(tree, name));
}

function readAll(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + readFileSync(file).length, 0);
}

function parseAll(files: readonly string[]): number {
  let usages = 0;
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      try {
        const parsed = JSON.parse(line) as { message?: { usage?: unknown } } | null;
        if (parsed?.message?.usage) usages++;
      } catch {
        // truncated and empty lines belong to the tree
      }
    }
  }
  return usages;
}
