import { progressOf } from '../../../test/support/claudeLines.ts';
import { ONE, said, TWO } from '../lines/claude.mjs';
import { iso } from '../lines/time.mjs';

const WORKER = { sidechain: true, model: 'claude-haiku-4-5-20251001' };

/** Sub-agents and where logs lie. @type {readonly import('../home.mjs').AccuracyCase[]} */
export const CLAUDE_FOLDERS = [
  {
    title: 'a sub-agent of which only progress lines tell',
    why: 'Older versions wrote no file for a sub-agent: the mirror in the main transcript is its only trace.',
    files: {
      'p/s.jsonl': [said(1), progressOf(said(2, { ...WORKER, output: 3 })), progressOf(said(2, WORKER))],
    },
    tokens: TWO,
  },
  {
    title: 'a sub-agent with a file, mirrored by a first snapshot',
    why: 'File and mirror are one answer; the file has the final figure.',
    files: {
      'p/s.jsonl': [said(1), progressOf(said(2, { ...WORKER, output: 3 }))],
      'p/s/subagents/agent-a1.jsonl': [said(2, WORKER)],
    },
    tokens: TWO,
  },
  {
    title: 'a sub-agent below `subagents/workflows`',
    why: 'A workflow puts its sub-agents one folder deeper; their requests cost as much.',
    files: { 'p/s.jsonl': [said(1)], 'p/s/subagents/workflows/wf_1/agent-a1.jsonl': [said(2, WORKER)] },
    tokens: TWO,
  },
  {
    title: "an older sub-agent's file beside the session's",
    why: 'Older versions put `agent-*.jsonl` into the project folder.',
    files: { 'p/s.jsonl': [said(1)], 'p/agent-a1.jsonl': [said(2, WORKER)] },
    tokens: TWO,
  },
  {
    title: 'the total of a sub-agent in a tool result',
    why: 'The result of a task repeats what the sub-agent cost; its own lines are counted already.',
    files: {
      'p/s.jsonl': [said(1), taskResult()],
      'p/s/subagents/agent-a1.jsonl': [said(2, WORKER)],
    },
    tokens: TWO,
  },
  {
    title: 'a session spread over `~/.claude` and `~/.config/claude`',
    why: 'Claude Code has used both; the part that both hold counts once.',
    files: {
      'p/s.jsonl': [said(1)],
      '~/.config/claude/projects/p/s.jsonl': [said(1), said(2)],
    },
    tokens: TWO,
    incomparable: 'the recount is pointed at one folder',
  },
  {
    title: 'a project folder that is a symbolic link',
    why: 'The logs lie elsewhere, for instance on a larger disk, but they are there.',
    files: { '~/elsewhere/s.jsonl': [said(1)], 'q/t.jsonl': [said(2)] },
    links: { p: '~/elsewhere' },
    tokens: TWO,
  },
  {
    title: 'files of other kinds',
    why: 'Only `*.jsonl` are transcripts; backups and tool results beside them are not.',
    files: {
      'p/s.jsonl': [said(1)],
      'p/s.jsonl.bak': [said(2)],
      'p/s/tool-results/output.txt': [said(3)],
    },
    tokens: ONE,
  },
];

/** The line that closes a task, with what its sub-agent cost. */
function taskResult() {
  const usage = {
    input_tokens: 10,
    output_tokens: 20,
    cache_creation_input_tokens: 300,
    cache_read_input_tokens: 4000,
  };
  return {
    type: 'user',
    isSidechain: false,
    sessionId: 's1',
    uuid: 'uuid-result',
    timestamp: iso(9),
    message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Done.' }] },
    toolUseResult: { status: 'completed', agentId: 'a1', totalTokens: 4330, usage },
  };
}
