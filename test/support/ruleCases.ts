import path from 'node:path';
import type { RecountedAgent, RecountTotals } from './shared.ts';
import { jsonLines, write } from './tempFolder.ts';

/** An agent whose counting the independent recount knows. */
export interface RuleAgent {
  readonly id: string;
  /** What the recount calls it. */
  readonly recount: RecountedAgent;
  /** The environment variable that names its configuration folder, and where in there its logs lie. */
  readonly variable: string;
  readonly folder: string;
}

/** Claude Code as the cases know it. */
export const CLAUDE_CODE: RuleAgent = {
  id: 'claude-code',
  recount: 'claude',
  variable: 'CLAUDE_CONFIG_DIR',
  folder: 'projects',
};
/** Codex CLI as the cases know it. */
export const CODEX: RuleAgent = { id: 'codex', recount: 'codex', variable: 'CODEX_HOME', folder: '' };
/** Gemini CLI as the recount knows it. */
export const GEMINI_CLI: RuleAgent = {
  id: 'gemini-cli',
  recount: 'gemini',
  variable: 'GEMINI_DATA_DIR',
  folder: 'tmp',
};

/** A transcript's odd case: the files that make it and what they must come to. */
export interface RuleCase {
  readonly title: string;
  /** Contents by path below the agent's folder. */
  readonly files: Readonly<Record<string, string | Uint8Array | readonly object[]>>;
  /** Input, output, cache creation, cache read. */
  readonly tokens: readonly [number, number, number, number];
  readonly requests: number;
  /** Outputs by session, by model and by day, where the case is about them. */
  readonly bySession?: Readonly<Record<string, number>>;
  readonly byModel?: Readonly<Record<string, number>>;
  readonly byDay?: Readonly<Record<string, number>>;
  /** What must be told as a problem; without it, none may be. */
  readonly problem?: RegExp;
  /** Why the independent recount cannot be compared, where it cannot. */
  readonly incomparable?: string;
}

/** Puts a case's files into a configuration folder. */
export function layOut(config: string, { folder }: RuleAgent, { files }: RuleCase): void {
  for (const [name, content] of Object.entries(files)) write(config, path.join(folder, name), content);
}

/** Outputs by key. */
export function outputs(part: Readonly<Record<string, Pick<RecountTotals, 'output'>>>): Record<string, number> {
  return Object.fromEntries(Object.entries(part).map(([key, { output }]) => [key, output]));
}

/** The text of one line, without its line feed. */
export function text(object: object): string {
  return jsonLines([object]).trimEnd();
}
