import { AMP } from './amp.mjs';
import { CLAUDE_ANSWERS } from './claudeAnswers.mjs';
import { CLAUDE_BYTES } from './claudeBytes.mjs';
import { CLAUDE_FIELDS } from './claudeFields.mjs';
import { CLAUDE_FOLDERS } from './claudeFolders.mjs';
import { CLINE } from './cline.mjs';
import { CODEX_COUNTS } from './codexCounts.mjs';
import { CODEX_FILES } from './codexFiles.mjs';
import { COPILOT } from './copilot.mjs';
import { DROID } from './droid.mjs';
import { GEMINI } from './gemini.mjs';
import { KIMI } from './kimi.mjs';
import { OPENCODE } from './opencode.mjs';
import { QWEN } from './qwen.mjs';

/** Every case, by the id of its agent. @type {Readonly<Record<string, readonly import('../home.mjs').AccuracyCase[]>>} */
export const CASES = {
  'claude-code': [...CLAUDE_ANSWERS, ...CLAUDE_FOLDERS, ...CLAUDE_FIELDS, ...CLAUDE_BYTES],
  codex: [...CODEX_COUNTS, ...CODEX_FILES],
  'gemini-cli': GEMINI,
  'copilot-cli': COPILOT,
  opencode: OPENCODE,
  'qwen-code': QWEN,
  'kimi-cli': KIMI,
  amp: AMP,
  droid: DROID,
  cline: CLINE,
};
