import type { AgentRecord, Counters, UsageRecord } from './agent.ts';
import { asCount, asMilliseconds, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { titleFrom } from './title.ts';

/** What is known of a message of opencode beside its own JSON. */
export interface MessagePlace {
  readonly id: string;
  readonly session: string;
  /** Number of the record. */
  readonly offset: number;
  /** Milliseconds since the epoch, where the message itself does not tell. */
  readonly writtenAt: number;
  /** The session's working folder. */
  readonly folder?: string | undefined;
  /** When the session was made. */
  readonly sessionMadeAt?: number | undefined;
  /** Whether the session is a sub-agent's. */
  readonly child?: boolean;
}

/**
 * The request behind an assistant's message of opencode, undefined while it has no tokens: they are written when the step
 * ends (`processor.ts` of sst/opencode). A message has two shapes: version 1 has `modelID` and `providerID`, version 2
 * `model: { id, providerID }`.
 *
 * Forks copy messages under new ids, the move from JSON files to the database and from version 1 to 2 keeps them; the
 * instant at which a message was made stays in each of them, so that is what makes it one request, and its prompt tells
 * it from another one of that millisecond. Older than its session is only a copy.
 */
export function opencodeUsage(message: JsonObject, place: MessagePlace): UsageRecord | undefined {
  const model = asObject(message['model']);
  const provider = asText(message['providerID']) ?? asText(model?.['providerID']) ?? '';
  const madeAt = asMilliseconds(asObject(message['time'])?.['created']);
  const at = madeAt ?? place.writtenAt;
  const counters = countersOf(asObject(message['tokens']) ?? {}, provider, at);
  if (Object.values(counters).every((count) => count === 0)) return undefined;
  const name = asText(message['modelID']) ?? asText(model?.['id']) ?? 'unknown';
  return {
    ...PLAIN_REQUEST,
    at,
    offset: place.offset,
    key: madeAt === undefined ? `id:${place.id}` : `at:${madeAt}`,
    discriminator: `${provider}/${name}`,
    session: place.session,
    model: name,
    project: asText(asObject(message['path'])?.['cwd']) ?? place.folder ?? 'unknown',
    counters,
    // It writes 0 where it knows no price.
    costUsd: asNumber(message['cost']) || null,
    mirror: at < (place.sessionMadeAt ?? 0),
    sidechain: place.child ?? false,
  };
}

/** When every version in use had long been writing the total. */
const TOTALS_SINCE = Date.UTC(2026, 2);

/**
 * opencode takes the cache out of the input and, since it uses version 6 of the AI SDK, the reasoning out of the output
 * (`getUsage` in `session.ts`). Before that the output was the provider's, with the reasoning inside or not: the total,
 * which is the provider's too, tells. Where there is none, it is known of OpenAI alone (inside).
 */
function countersOf(tokens: JsonObject, provider: string, at: number): Counters {
  const cache = asObject(tokens['cache']);
  const input = asCount(tokens['input']);
  const output = asCount(tokens['output']);
  const reasoning = asCount(tokens['reasoning']);
  const cacheCreation = asCount(cache?.['write']);
  const cacheRead = asCount(cache?.['read']);
  const total = asCount(tokens['total']);
  const inside =
    total > 0 ? total === input + cacheRead + cacheCreation + output : provider === 'openai' && at < TOTALS_SINCE;
  return {
    ...NO_COUNTERS,
    input,
    output: inside ? Math.max(0, output - reasoning) : output,
    cacheCreation,
    cacheRead,
    reasoning,
  };
}

/** What is known of a session of opencode. */
export interface OpencodeSession {
  readonly id: string;
  readonly parent: string | undefined;
  readonly title: string | undefined;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

/** The name of a session, and the sub-agent that it may be. Until opencode names a session, it bears its date. */
export function opencodeSession({ id, parent, title, madeAt }: OpencodeSession): AgentRecord[] {
  const name = /^(New|Child) session - \d{4}-/.test(title ?? '') ? undefined : titleFrom(title);
  const records: AgentRecord[] = [];
  if (name !== undefined) records.push({ kind: 'title', session: id, title: name, source: 'given' });
  if (parent !== undefined) records.push({ kind: 'subagent', session: parent, at: madeAt, key: id });
  return records;
}
