import type { Agent } from './agent.ts';
import { amp } from './amp.ts';
import { claudeCode } from './claudeCode.ts';
import { cline, kiloCode, rooCode } from './clineFamily.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import { droid } from './droid.ts';
import { geminiCli } from './geminiCli.ts';
import { kimiCli } from './kimiCli.ts';
import { kiloCli, opencode } from './opencode.ts';
import { qwenCode } from './qwenCode.ts';

/** Every agent that Moonlock reads. */
export const AGENTS: readonly Agent[] = [
  claudeCode,
  codex,
  geminiCli,
  copilotCli,
  opencode,
  kiloCli,
  qwenCode,
  kimiCli,
  amp,
  droid,
  cline,
  rooCode,
  kiloCode,
];
