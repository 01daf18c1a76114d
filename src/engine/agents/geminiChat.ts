import type { AgentRecord, Counters, LineReader, LogFileInfo } from './agent.ts';
import { asCount, asInstant, asObject, asText, type JsonObject } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';
import { titleFrom } from './title.ts';

/** The conversation that a file of Gemini CLI belongs to. */
interface Chat {
  /** Its session: the file's own, or the one that started the sub-agent. */
  readonly session: string;
  /** The sub-agent whose file it is, where the file lies below its session's. */
  readonly subagent: string | undefined;
  readonly sidechain: boolean;
  /** The project's folder: a hash of its path, or its short name. */
  readonly project: string;
  /** Begins the keys of its messages. */
  readonly pool: string;
}

/** What a conversation that was read whole says. */
export function readConversation(document: unknown, file: LogFileInfo): AgentRecord[] {
  const outer = asObject(document);
  return outer ? whole(outer, knowing(chatOf(file), outer)) : [];
}

/**
 * Reads a conversation line by line: first who it is, then messages, each of them again whenever it grows, and changes
 * of what is known of the conversation (`$set`). Messages that were taken back (`$rewindTo`) were spent all the same;
 * those that `$set` repeats stand in lines of their own as well.
 */
export class GeminiLines implements LineReader {
  #chat: Chat;

  constructor(file: LogFileInfo, state: string | undefined) {
    this.#chat = state === undefined ? chatOf(file) : (JSON.parse(state) as Chat);
  }

  read(line: unknown, offset: number): AgentRecord[] {
    const outer = asObject(line);
    if (!outer) return [];
    const news = asObject(outer['$set']) ?? outer;
    if (outer['type'] === undefined) this.#chat = knowing(this.#chat, news);
    if (news === outer && Array.isArray(outer['messages'])) return whole(outer, this.#chat);
    return [...summary(news, this.#chat), ...message(outer, this.#chat, offset)];
  }

  state(): string {
    return JSON.stringify(this.#chat);
  }
}

/** What the place of a file tells. */
function chatOf({ path, relativePath }: LogFileInfo): Chat {
  const parts = relativePath.split(/[\\/]/);
  const name = parts.at(-1)!.replace(/\.jsonl?$/, '');
  const isSubagent = parts.at(-3) === 'chats';
  return {
    session: isSubagent ? parts.at(-2)! : name,
    subagent: isSubagent ? name : undefined,
    sidechain: isSubagent,
    project: parts.at(isSubagent ? -4 : -3) ?? '',
    // A conversation in one document goes on as lines, its messages included, in a file of the same name.
    pool: path.replace(/\.jsonl$/, '.json'),
  };
}

/** What a file's head adds to that. */
function knowing(chat: Chat, head: JsonObject): Chat {
  const session = (chat.subagent === undefined ? asText(head['sessionId']) : undefined) ?? chat.session;
  return { ...chat, session, sidechain: chat.sidechain || head['kind'] === 'subagent' };
}

function whole(outer: JsonObject, chat: Chat): AgentRecord[] {
  const messages: readonly unknown[] = Array.isArray(outer['messages']) ? outer['messages'] : [];
  const said = messages.flatMap((one, i) => message(asObject(one) ?? {}, chat, i));
  return [...summary(outer, chat), ...said];
}

function summary(head: JsonObject, { session, sidechain }: Chat): AgentRecord[] {
  const title = sidechain ? undefined : titleFrom(asText(head['summary']));
  return title === undefined ? [] : [{ kind: 'title', session, title, source: 'given' }];
}

/** A message is known by its id within its file; the last copy tells most. `position`: in its file, where it has none. */
function message(outer: JsonObject, chat: Chat, position: number): AgentRecord[] {
  const key = `${chat.pool}:${asText(outer['id']) ?? `#${position}`}`;
  const at = asInstant(outer['timestamp']);
  const { session, project, sidechain, subagent } = chat;
  if (outer['type'] === 'user' && !sidechain) return typed(outer, session, at, key);
  const tokens = asObject(outer['tokens']);
  if (outer['type'] !== 'gemini' || !tokens || at === undefined) return [];
  const request: AgentRecord = {
    ...PLAIN_REQUEST,
    at,
    offset: position,
    key,
    supersedes: true,
    session,
    model: asText(outer['model']) ?? 'unknown',
    project,
    counters: counters(tokens),
    sidechain,
  };
  return subagent === undefined ? [request] : [request, { kind: 'subagent', session, at, key: subagent }];
}

function typed(outer: JsonObject, session: string, at: number | undefined, key: string): AgentRecord[] {
  const content = outer['displayContent'] ?? outer['content'];
  return content === 'System: Please continue.' ? [] : promptRecords(content, session, at, key);
}

/**
 * `total` is input + output + thoughts + tool: `input` includes `cached`, thoughts come on top of the output, and `tool`
 * is what the vendor's own tools put into the prompt.
 */
function counters(tokens: JsonObject): Counters {
  const cacheRead = asCount(tokens['cached']);
  return {
    ...NO_COUNTERS,
    input: asCount(Math.max(0, asCount(tokens['input']) - cacheRead) + asCount(tokens['tool'])),
    output: asCount(tokens['output']),
    cacheRead,
    reasoning: asCount(tokens['thoughts']),
  };
}
