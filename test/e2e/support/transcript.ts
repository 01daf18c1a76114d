import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** What a line tells of one answer; what is left out is small and plain. */
export interface Answer {
  readonly at?: number;
  readonly id?: string;
  readonly model?: string;
  readonly session?: string;
  readonly project?: string;
  readonly branch?: string;
  readonly input?: number;
  readonly output?: number;
  readonly cacheCreation?: number;
  readonly cacheRead?: number;
}

let made = 0;

/** A line of a Claude Code transcript, as the agent writes it, without its line feed. */
export function answerLine(answer: Answer = {}): string {
  const { at = Date.now(), id = `msg_${++made}`, model = 'claude-opus-4-5-20251101', session = 'session-1' } = answer;
  const {
    project = '/work/demo',
    branch = 'main',
    input = 10,
    output = 100,
    cacheCreation = 0,
    cacheRead = 0,
  } = answer;
  return JSON.stringify({
    type: 'assistant',
    sessionId: session,
    cwd: project,
    gitBranch: branch,
    version: '2.1.114',
    requestId: `req_${id}`,
    timestamp: new Date(at).toISOString(),
    message: {
      id,
      model,
      role: 'assistant',
      content: [{ type: 'text', text: 'Done.' }],
      usage: {
        input_tokens: input,
        output_tokens: output,
        cache_creation_input_tokens: cacheCreation,
        cache_read_input_tokens: cacheRead,
      },
    },
  });
}

/** The line of something that a person typed. */
export function promptLine(text: string, session = 'session-1', at = Date.now()): string {
  const timestamp = new Date(at).toISOString();
  return JSON.stringify({
    type: 'user',
    sessionId: session,
    cwd: '/work/demo',
    timestamp,
    message: { role: 'user', content: text },
  });
}

/** A transcript file in an agent's home that grows. */
export class Transcript {
  readonly file: string;

  constructor(home: string, name = 'session-1.jsonl', folder = '-work-demo') {
    this.file = path.join(home, '.claude', 'projects', folder, name);
    mkdirSync(path.dirname(this.file), { recursive: true });
  }

  /** Appends lines with one write. */
  append(...lines: string[]): void {
    appendFileSync(this.file, lines.map((line) => `${line}\n`).join(''));
  }
}
