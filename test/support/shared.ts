import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.join(__dirname, '../..');

/** Folder of the real transcripts, or undefined where they are absent. */
export function transcripts(): string | undefined {
  const folder = process.env['MOONLOCK_TEST_LOGS'] ?? path.join(REPOSITORY, '../shared/logs');
  return existsSync(path.join(folder, 'references')) ? path.resolve(folder) : undefined;
}

/** Agents that the independent recount knows, by the names that it has for them. */
export type RecountedAgent = 'claude' | 'codex' | 'gemini';

/** Totals as the independent recount prints them. */
export interface RecountTotals {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly total: number;
  /** Told of Claude Code. */
  readonly cacheCreation?: number;
  /** Told of Claude Code and Gemini CLI. */
  readonly messages?: number;
  /** Told of Codex and Gemini CLI. */
  readonly reasoning?: number;
  /** Told of Codex. */
  readonly events?: number;
}

/** The independent recount of one agent's configuration folder. */
export interface Recount {
  readonly totals: RecountTotals;
  readonly byModel: Record<string, RecountTotals>;
  readonly byDay: Record<string, RecountTotals>;
  /** Not told of Gemini CLI. */
  readonly bySession?: Record<string, RecountTotals>;
}

/** The recount's script, or undefined where it or Python is absent. */
export function recountScript(): string | undefined {
  const logs = transcripts();
  const script = logs && path.join(logs, '../tools/refcount.py');
  if (!script || !existsSync(script)) return undefined;
  return spawnSync('python3', ['--version']).status === 0 ? script : undefined;
}

/** Counts an agent's configuration folder with the independent script. */
export function recount(script: string, config: string, agent: RecountedAgent = 'claude'): Recount {
  const { status, stdout, stderr } = spawnSync('python3', [script, agent, config], { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the recount failed: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as Recount;
}

/** The recount of a set of an agent's real transcripts as it was kept. */
export function keptRecount(logs: string, set: string, agent: RecountedAgent): Recount {
  const kept = readFileSync(path.join(logs, 'references', `${set}.refcount.json`), 'utf8');
  return (JSON.parse(kept) as Record<RecountedAgent, Recount>)[agent];
}

/** How many requests stand behind the recount's totals. */
export function recountedRequests({ messages, events }: RecountTotals): number {
  return messages ?? events ?? 0;
}
