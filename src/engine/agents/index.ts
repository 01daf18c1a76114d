import type { Agent } from './agent.ts';
import { claudeCode } from './claudeCode.ts';
import { copilotCli } from './copilotCli.ts';
import { geminiCli } from './geminiCli.ts';
import { kimiCli } from './kimiCli.ts';
import { qwenCode } from './qwenCode.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [claudeCode, geminiCli, qwenCode, copilotCli, kimiCli];
