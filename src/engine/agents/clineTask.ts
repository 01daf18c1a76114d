import path from 'node:path';
import type { AgentRecord, LogFileInfo, UsageRecord } from './agent.ts';
import { asCount, asInstant, asMilliseconds, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';

/**
 * What `tokensIn` of a request counts. `uncached`: what was neither read from nor written to a cache, as Cline's own sums
 * need it (`getApiMetrics.ts`). `totalSince`: from that instant on the whole prompt, whatever the protocol (Roo Code's
 * `consolidateTokenUsage.ts`, changed in RooCodeInc/Roo-Code#8954); before it the whole prompt under OpenAI's protocol only.
 */
export type InputMeaning = 'uncached' | { readonly totalSince: number };

/** Providers for which Cline passes on OpenAI's `prompt_tokens`, the cached ones among them (`core/api/providers`). */
const TOTAL_PROVIDERS: ReadonlySet<string | undefined> = new Set([
  'openai',
  'litellm',
  'xai',
  'doubao',
  'fireworks',
  'hicap',
  'lmstudio',
  'qwen',
  'zai',
]);

/** What holds the tokens of a request. The second is what the oldest versions wrote after the first. */
const REQUESTS = new Set<unknown>(['api_req_started', 'api_req_finished', 'subagent_usage']);
const PROMPTS = new Set<unknown>(['task', 'user_feedback']);

/** A message of a task that says something, with the JSON in its text. */
interface Said {
  readonly message: JsonObject;
  readonly at: number;
  readonly info: JsonObject;
}

/** Requests, prompts, the first prompt as a name, and the cost of a task, from its `ui_messages.json`. */
export function readTask(document: unknown, file: LogFileInfo, meaning: InputMeaning): AgentRecord[] {
  const task = path.basename(path.dirname(file.path));
  const said = Array.isArray(document) ? document.flatMap(readSaid) : [];
  const project = said.map(({ info }) => folderIn(asText(info['request']))).find(Boolean) ?? 'unknown';
  const records: AgentRecord[] = [];
  let model = 'unknown';
  for (const [offset, one] of said.entries()) {
    const { message, info, at } = one;
    model = asText(asObject(message['modelInfo'])?.['modelId']) ?? modelIn(asText(info['request'])) ?? model;
    if (REQUESTS.has(message['say'])) {
      const request = requestOf(one, meaning, { task, offset, model, project });
      if (request) records.push(request);
    } else if (PROMPTS.has(message['say']) || offset === 0)
      records.push(...promptRecords(message['text'], task, at, `${task}:${at}`));
  }
  const costUsd = said.reduce((sum, { message, info }) => sum + costOf(message, info), 0);
  if (costUsd > 0)
    records.push({ kind: 'session-cost', session: task, at: Math.trunc(file.mtimeMs), costUsd, models: [] });
  return records;
}

function readSaid(value: unknown): Said[] {
  const message = asObject(value);
  if (message?.['type'] !== 'say' || message['partial'] === true) return [];
  const at = asMilliseconds(message['ts']) ?? asInstant(message['ts']);
  return at === undefined ? [] : [{ message, at, info: jsonIn(asText(message['text'])) }];
}

function requestOf(
  { message, info, at }: Said,
  meaning: InputMeaning,
  { task, offset, model, project }: { task: string; offset: number; model: string; project: string },
): UsageRecord | undefined {
  const [cacheCreation, cacheRead] = [asCount(info['cacheWrites']), asCount(info['cacheReads'])];
  const tokensIn = asCount(info['tokensIn']);
  const cached = cacheCreation + cacheRead;
  const input = tokensIn >= cached && isTotal(message, info, at, meaning) ? tokensIn - cached : tokensIn;
  const counters = { ...NO_COUNTERS, input, output: asCount(info['tokensOut']), cacheCreation, cacheRead };
  if (Object.values(counters).every((count) => count === 0)) return undefined;
  const isSum = message['say'] === 'subagent_usage';
  const isCut = asText(info['cancelReason']) !== undefined;
  return {
    ...PLAIN_REQUEST,
    at,
    offset,
    key: `${task}:${at}`,
    session: task,
    model,
    project,
    counters,
    costUsd: asNumber(info['cost']) ?? null,
    sidechain: isSum,
    ...(isSum && { confidence: 'estimated', confidenceReason: 'session-total' }),
    ...(isCut && { confidence: 'partial', confidenceReason: 'unfinished' }),
  };
}

function isTotal(message: JsonObject, info: JsonObject, at: number, meaning: InputMeaning): boolean {
  if (meaning === 'uncached') return TOTAL_PROVIDERS.has(asText(asObject(message['modelInfo'])?.['providerId']));
  const protocol = asText(info['apiProtocol']) ?? asText(message['apiProtocol']);
  return at >= meaning.totalSince || protocol === 'openai';
}

/** All that a task has cost: also what was taken back, and the condensing of its context. */
function costOf(message: JsonObject, info: JsonObject): number {
  if (message['say'] === 'condense_context') return asNumber(asObject(message['contextCondense'])?.['cost']) ?? 0;
  return REQUESTS.has(message['say']) || message['say'] === 'deleted_api_reqs' ? (asNumber(info['cost']) ?? 0) : 0;
}

function jsonIn(text: string | undefined): JsonObject {
  if (!text?.startsWith('{')) return {};
  try {
    return asObject(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** Roo Code tells the model at the end of each request's text (`getEnvironmentDetails.ts`). */
function modelIn(request: string | undefined): string | undefined {
  const details = request?.slice(request.lastIndexOf('<environment_details>'));
  return details?.match(/<model>([^<>\n]{1,200})<\/model>/)?.[1];
}

/** Both tell the working folder where they list its files. */
function folderIn(request: string | undefined): string | undefined {
  return request?.match(/# Current (?:Working|Workspace) Directory \(([^\n]{1,1000})\) Files/)?.[1];
}
