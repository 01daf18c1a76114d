import type { AgentRecord, LineReader, LogFileInfo } from './agent.ts';
import { noteEvent, noteSession, noteTurn } from './codexSession.ts';
import { parseState } from './codexState.ts';
import { countResponse, countTotal } from './codexUsage.ts';
import { asObject } from './json.ts';

/** Reads the lines of a rollout, from its start or with the state that the lines before have left. */
export function openRollout(file: LogFileInfo, saved: string | undefined): LineReader {
  const state = parseState(saved);
  const fileName = file.relativePath
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.zst$/, '');

  function read(value: unknown, offset: number): readonly AgentRecord[] {
    const outer = asObject(value);
    if (!outer) return [];
    const payload = asObject(outer['payload']) ?? {};
    const line = { outer, payload, fileName, offset };
    switch (outer['type']) {
      case 'session_meta':
        return noteSession(state, line);
      case 'turn_context':
        noteTurn(state, line);
        return [];
      case 'token_usage_record':
        return countResponse(state, line);
      case 'event_msg':
        return payload['type'] === 'token_count' ? countTotal(state, line) : noteEvent(state, line);
      default:
        return [];
    }
  }
  return { read, state: () => JSON.stringify(state) };
}
