import path from 'node:path';
import type { AgentRecord, LogFileInfo, UsageRecord } from './agent.ts';
import { asCount, asMilliseconds, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';

/**
 * A session of Cline's since version 4.1, `<session>/<session>.messages.json`, rewritten whole; a sub-agent's messages lie
 * beside it under the agent's id (`session-artifacts.ts`, `session-manifest-store.ts` of cline/cline). The input of a
 * request includes what was read from and written to the cache (`message-translator.ts`).
 */
export function readClineSession(document: unknown, file: LogFileInfo): AgentRecord[] {
  const conversation = asObject(document);
  const messages: unknown = conversation?.['messages'];
  if (!Array.isArray(messages)) return [];
  const session = path.basename(path.dirname(file.path));
  const agent = path.basename(file.path, '.messages.json');
  const records: AgentRecord[] = [];
  for (const [offset, value] of messages.entries()) {
    const message = asObject(value);
    if (!message) continue;
    const at = asMilliseconds(message['ts']);
    const key = `${session}:${agent}:${asText(message['id']) ?? offset}`;
    if (message['role'] === 'assistant') {
      const request = requestOf(message, at ?? Math.trunc(file.mtimeMs), offset, key, session);
      if (request) records.push({ ...request, sidechain: agent !== session });
    } else if (message['role'] === 'user' && agent === session)
      records.push(...promptRecords(message['content'], session, at, key));
  }
  if (agent !== session)
    records.push({ kind: 'subagent', session, at: Math.trunc(file.mtimeMs), key: `${session}:${agent}` });
  return records;
}

function requestOf(
  message: JsonObject,
  at: number,
  offset: number,
  key: string,
  session: string,
): UsageRecord | undefined {
  const metrics = asObject(message['metrics']) ?? {};
  const [cacheCreation, cacheRead] = [asCount(metrics['cacheWriteTokens']), asCount(metrics['cacheReadTokens'])];
  const input = Math.max(0, asCount(metrics['inputTokens']) - cacheCreation - cacheRead);
  const counters = { ...NO_COUNTERS, input, output: asCount(metrics['outputTokens']), cacheCreation, cacheRead };
  if (Object.values(counters).every((count) => count === 0)) return undefined;
  return {
    ...PLAIN_REQUEST,
    at,
    offset,
    key,
    session,
    model: asText(asObject(message['modelInfo'])?.['id']) ?? 'unknown',
    project: 'unknown',
    counters,
    costUsd: asNumber(metrics['cost']) ?? null,
  };
}
