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
  return run(script, 'claude', config) as Recount;
}

/** Totals of Gemini CLI as the independent recount prints them: `input` without what was cached, thoughts beside the output. */
export type GeminiTotals = Readonly<
  Record<'input' | 'output' | 'cacheRead' | 'reasoning' | 'tool' | 'total' | 'messages', number>
>;

/** The independent recount of a folder that holds the `tmp` of Gemini CLI. */
export interface GeminiRecount {
  readonly totals: GeminiTotals;
  readonly byModel: Record<string, GeminiTotals>;
  readonly byDay: Record<string, GeminiTotals>;
}

/** Counts such a folder with the independent script. */
export function geminiRecount(script: string, folder: string): GeminiRecount {
  return run(script, 'gemini', folder) as GeminiRecount;
}

function run(script: string, agent: string, folder: string): unknown {
  const { status, stdout, stderr } = spawnSync('python3', [script, agent, folder], { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the recount failed: ${stderr.toString()}`);
  return JSON.parse(stdout.toString());
}

/** The recount of a set of real transcripts as it was kept. */
export function keptRecount(logs: string, set: string): Recount {
  return kept(logs, set).claude;
}

/** The same of Gemini CLI. */
export function keptGeminiRecount(logs: string, set: string): GeminiRecount {
  return kept(logs, set).gemini;
}

function kept(logs: string, set: string): { claude: Recount; gemini: GeminiRecount } {
  const file = path.join(logs, 'references', `${set}.refcount.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as { claude: Recount; gemini: GeminiRecount };
}
