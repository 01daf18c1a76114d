import type { Agent } from './agent.ts';
import { claudeCode } from './claudeCode.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import { geminiCli } from './geminiCli.ts';
import { kimiCli } from './kimiCli.ts';
import { kiloCli, opencode } from './opencode.ts';
import { qwenCode } from './qwenCode.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [
  claudeCode,
  codex,
  geminiCli,
  qwenCode,
  copilotCli,
  kimiCli,
  opencode,
  kiloCli,
];
