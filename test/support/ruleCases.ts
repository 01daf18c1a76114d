import type { RecountTotals } from './shared.ts';
import { jsonLines, write } from './tempFolder.ts';

/** A transcript's odd case: the files that make it and what they must come to. */
export interface RuleCase {
  readonly title: string;
  /** Contents by path below `projects/`. */
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
export function layOut(config: string, { files }: RuleCase): void {
  for (const [name, content] of Object.entries(files)) write(config, `projects/${name}`, content);
}

/** Outputs by key. */
export function outputs(part: Readonly<Record<string, Pick<RecountTotals, 'output'>>>): Record<string, number> {
  return Object.fromEntries(Object.entries(part).map(([key, { output }]) => [key, output]));
}

/** The text of one line, without its line feed. */
export function text(object: object): string {
  return jsonLines([object]).trimEnd();
}
