import type { Agent } from './agent.ts';
import { claudeCode } from './claudeCode.ts';
import { kiloCli, opencode } from './opencode.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [claudeCode, opencode, kiloCli];
