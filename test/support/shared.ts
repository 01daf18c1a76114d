import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.join(__dirname, '../..');

/** Folder of the real transcripts, or undefined where they are absent. */
export function transcripts(): string | undefined {
  const folder = process.env['MOONLOCK_TEST_LOGS'] ?? path.join(REPOSITORY, '../shared/logs');
  return existsSync(path.join(folder, 'references')) ? path.resolve(folder) : undefined;
}

/** Totals as the independent recount prints them. */
export interface RecountTotals {
  readonly input: number;
  readonly output: number;
  readonly cacheCreation: number;
  readonly cacheRead: number;
  readonly messages: number;
}

/** The independent recount of one Claude configuration folder. */
export interface Recount {
  readonly totals: RecountTotals;
  readonly byModel: Record<string, RecountTotals>;
  readonly byDay: Record<string, RecountTotals>;
  readonly bySession: Record<string, RecountTotals>;
}

/** The recount's script, or undefined where it or Python is absent. */
export function recountScript(): string | undefined {
  const logs = transcripts();
  const script = logs && path.join(logs, '../tools/refcount.py');
  if (!script || !existsSync(script)) return undefined;
  return spawnSync('python3', ['--version']).status === 0 ? script : undefined;
}

/** Counts a Claude configuration folder with the independent script. */
export function recount(script: string, config: string): Recount {
  const { status, stdout, stderr } = spawnSync('python3', [script, 'claude', config], { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the recount failed: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as Recount;
}

/** The recount of a set of real transcripts as it was kept. */
export function keptRecount(logs: string, set: string): Recount {
  const kept = JSON.parse(readFileSync(path.join(logs, 'references', `${set}.refcount.json`), 'utf8')) as {
    claude: Recount;
  };
  return kept.claude;
}
