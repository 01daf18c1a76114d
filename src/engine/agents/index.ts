import type { Agent } from './agent.ts';
import { amp } from './amp.ts';
import { claudeCode } from './claudeCode.ts';
import { cline, kiloCode, rooCode } from './clineFamily.ts';
import { codex } from './codex.ts';
import { droid } from './droid.ts';
import { kiloCli, opencode } from './opencode.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [claudeCode, codex, opencode, kiloCli, amp, droid, cline, rooCode, kiloCode];
