import type { Agent } from './agent.ts';
import { claudeCode } from './claudeCode.ts';
import { codex } from './codex.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [claudeCode, codex];
