import type { AgentRecord } from './agent.ts';
import { asObject, asText } from './json.ts';
import { titleFrom } from './title.ts';

/**
 * Something that the person typed: a prompt, and a first name for its session. Nothing for blanks and for what agents
 * themselves put into the person's mouth, in angle brackets. Without a time it is a name only.
 * @param content a text, or parts with texts (`[{ text }]`)
 * @param key unique within the agent
 */
export function promptRecords(content: unknown, session: string, at: number | undefined, key: string): AgentRecord[] {
  const title = titleFrom(firstText(content));
  if (!session || title === undefined || title.startsWith('<')) return [];
  const named: AgentRecord = { kind: 'title', session, title, source: 'prompt' };
  return at === undefined ? [named] : [named, { kind: 'prompt', session, at, key }];
}

function firstText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return asText(content);
  return content.map((part) => asText(asObject(part)?.['text'])).find(Boolean);
}
