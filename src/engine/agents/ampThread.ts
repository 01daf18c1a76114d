import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentRecord, Counters, LogFileInfo, UsageRecord } from './agent.ts';
import { asCount, asInstant, asMilliseconds, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';
import { titleFrom } from './title.ts';

/** What a thread says of all its requests. */
interface Thread {
  readonly id: string;
  readonly madeAt: number;
  readonly project: string;
}

/**
 * A thread tells of a request in up to two places: at the answer (`messages[].usage`), with every kind of token, and in
 * the `usageLedger`, with input and output. An event belongs to the answer that it names (`toMessageId`), else to one of
 * the same model and tokens. The document is the whole truth each time it is written, so a later one replaces.
 */
export function readThread(document: unknown, file: LogFileInfo): AgentRecord[] {
  const thread = asObject(document);
  if (!thread) return [];
  const id = asText(thread['id']) ?? path.basename(file.path, '.json');
  const about: Thread = { id, madeAt: asMilliseconds(thread['created']) ?? file.mtimeMs, project: projectOf(thread) };
  const messages = objects(thread['messages']);
  const answers = new Map<string, UsageRecord>();
  for (const [i, message] of messages.entries()) {
    const answer = answerOf(message, i, about);
    if (answer) answers.set(answer.key, answer);
  }
  const records: AgentRecord[] = eventsOf(thread, about, answers);
  records.push(...answers.values());
  const title = titleFrom(asText(thread['title']));
  if (title !== undefined) records.push({ kind: 'title', session: id, title, source: 'given' });
  for (const [i, message] of messages.entries())
    if (message['role'] === 'user')
      records.push(...promptRecords(message['content'], id, sentAt(message), messageKey(message, i, about)));
  return records;
}

/** The requests of the ledger. An answer that is one of them is taken into it, or out of `answers` where it stands alone. */
function eventsOf(thread: JsonObject, about: Thread, answers: Map<string, UsageRecord>): UsageRecord[] {
  const records: UsageRecord[] = [];
  const keys = new Set<string>();
  for (const [i, event] of objects(asObject(thread['usageLedger'])?.['events']).entries()) {
    const tokens = asObject(event['tokens']) ?? {};
    const counters = countersOf(tokens, 'input', 'output');
    const model = asText(event['model']) ?? 'unknown';
    const at = asInstant(event['timestamp']) ?? about.madeAt;
    const named = idText(event['toMessageId']);
    const own = `${about.id}:event:${asText(event['id']) ?? i}`;
    const key = named === undefined || keys.has(`${about.id}:${named}`) ? own : `${about.id}:${named}`;
    keys.add(key);
    const answer = answers.get(key) ?? (named === undefined ? twin(answers, model, counters) : undefined);
    if (answer) answers.delete(answer.key);
    const copyOf = answer && answer.key !== key ? [answer.key] : [];
    if (answer || isSpent(counters))
      records.push({ ...request(about, key, i, at, model, counters), ...(answer && told(answer)), at, copyOf });
  }
  return records;
}

/** What an answer tells better than the ledger. */
function told({ counters, model }: UsageRecord): Pick<UsageRecord, 'counters' | 'model'> {
  return { counters, model };
}

/** An answer of the same model with the same input and output. */
function twin(answers: ReadonlyMap<string, UsageRecord>, model: string, counters: Counters): UsageRecord | undefined {
  for (const answer of answers.values())
    if (
      answer.model === model &&
      answer.counters.input === counters.input &&
      answer.counters.output === counters.output
    )
      return answer;
  return undefined;
}

function answerOf(message: JsonObject, index: number, about: Thread): UsageRecord | undefined {
  const usage = asObject(message['usage']);
  if (message['role'] !== 'assistant' || !usage) return undefined;
  const counters = countersOf(usage, 'inputTokens', 'outputTokens');
  if (!isSpent(counters)) return undefined;
  const at = asInstant(usage['timestamp']) ?? asInstant(message['timestamp']) ?? sentAt(message) ?? about.madeAt;
  const model = asText(usage['model']) ?? asText(message['model']) ?? 'unknown';
  return request(about, messageKey(message, index, about), index, at, model, counters);
}

function request(
  about: Thread,
  key: string,
  offset: number,
  at: number,
  model: string,
  counters: Counters,
): UsageRecord {
  const { id: session, project } = about;
  return { ...PLAIN_REQUEST, at, offset, key, supersedes: true, session, model, project, counters };
}

function countersOf(tokens: JsonObject, input: string, output: string): Counters {
  return {
    ...NO_COUNTERS,
    input: asCount(tokens[input]),
    output: asCount(tokens[output]),
    cacheCreation: asCount(tokens['cacheCreationInputTokens']),
    cacheRead: asCount(tokens['cacheReadInputTokens']),
  };
}

function isSpent(counters: Counters): boolean {
  return Object.values(counters).some((count) => count > 0);
}

function messageKey(message: JsonObject, index: number, { id }: Thread): string {
  return `${id}:${idText(message['messageId']) ?? `message:${index}`}`;
}

function idText(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : asText(value);
}

function sentAt(message: JsonObject): number | undefined {
  return asMilliseconds(asObject(message['meta'])?.['sentAt']);
}

/** The first folder that was open when the thread began, as a path. */
function projectOf(thread: JsonObject): string {
  const trees = objects(asObject(asObject(thread['env'])?.['initial'])?.['trees']);
  const uri = asText(trees[0]?.['uri']);
  try {
    return uri === undefined ? 'unknown' : fileURLToPath(uri);
  } catch {
    return uri!;
  }
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(asObject).filter((one) => one !== undefined) : [];
}
