import path from 'node:path';
import type { Agent, AgentRecord, Counters, Environment, LineFormat, LogFileInfo, LogRoot } from './agent.ts';
import { configFolders } from './folders.ts';
import { asCount, asInstant, asObject, asText, type JsonObject, stringNeedles } from './json.ts';
import { NO_COUNTERS, PLAIN_REQUEST } from './plainRequest.ts';
import { promptRecords } from './prompt.ts';
import { titleFrom } from './title.ts';

/**
 * Qwen Code: `~/.qwen/projects/<project>/chats/<session>.jsonl` (formerly below `~/.qwen/tmp`) and, for sub-agents,
 * `projects/<project>/subagents/<session>/agent-*.jsonl`, in the home folder of every system (in WSL, of the Linux one).
 * Lines are only added, one per finished turn (`chatRecordingService.ts`, `agent-transcript.ts` of QwenLM/qwen-code).
 *
 * Variables: `QWEN_RUNTIME_DIR`, else `QWEN_HOME`, stands for `~/.qwen`, as for Qwen Code itself; `QWEN_DATA_DIR` (a comma
 * list, as for ccusage) replaces them.
 *
 * What it cannot know: calls that leave no answer in a transcript (titles, compression, turns of sub-agents without a
 * text); what was written to a cache; the model of a sub-agent.
 */
export const qwenCode: Agent = {
  id: 'qwen-code',
  windowMs: null,
  reasoningInOutput: true,
  roots,
  format: (relativePath) =>
    relativePath.endsWith('.jsonl') && /(^|[\\/])(chats|subagents)[\\/]/.test(relativePath) ? CHAT : undefined,
};

/** Answers with their usage; what the person typed (tool results name the same role); names. */
const CHAT: LineFormat = {
  kind: 'lines',
  needles: [...stringNeedles('usageMetadata', 'custom_title'), { text: '"type":"user"' }],
  open: (file) => ({ read: (line, offset) => readLine(asObject(line) ?? {}, file, offset) }),
};

function roots(environment: Environment): LogRoot[] {
  const { variables, home } = environment;
  const own = variables['QWEN_RUNTIME_DIR'] || variables['QWEN_HOME'] || path.join(home, '.qwen');
  const configs = configFolders(environment, { agent: 'qwen-code', variable: 'QWEN_DATA_DIR', defaults: [own] });
  return configs.flatMap((config) =>
    ['projects', 'tmp'].map((folder) => ({ config, folder: path.join(config, folder) })),
  );
}

function readLine(outer: JsonObject, file: LogFileInfo, offset: number): AgentRecord[] {
  // What `/branch` copied into a new session keeps its uuid and names where it came from.
  const session = asText(asObject(outer['forkedFrom'])?.['sessionId']) ?? asText(outer['sessionId']) ?? '';
  const uuid = asText(outer['uuid']);
  const key = uuid === undefined ? `line:${file.path}:${offset}` : `uuid:${uuid}`;
  const at = asInstant(outer['timestamp']);
  if (outer['type'] === 'assistant') return at === undefined ? [] : usage(outer, file, { at, offset, key, session });
  const payload = asObject(outer['systemPayload']);
  if (outer['type'] === 'user' && outer['subtype'] === undefined && outer['isSidechain'] !== true)
    return promptRecords(payload?.['displayText'] ?? asObject(outer['message'])?.['parts'], session, at, key);
  const title = outer['subtype'] === 'custom_title' ? titleFrom(asText(payload?.['customTitle'])) : undefined;
  return session && title !== undefined ? [{ kind: 'title', session, title, source: 'given' }] : [];
}

function usage(
  outer: JsonObject,
  file: LogFileInfo,
  where: { at: number; offset: number; key: string; session: string },
): AgentRecord[] {
  const metadata = asObject(outer['usageMetadata']);
  if (!metadata) return [];
  const { at, session } = where;
  const request: AgentRecord = {
    ...PLAIN_REQUEST,
    ...where,
    model: asText(outer['model']) ?? 'unknown',
    project: asText(outer['cwd']) ?? file.relativePath.split(/[\\/]/, 1)[0]!,
    branch: asText(outer['gitBranch']) ?? null,
    counters: counters(metadata),
    contextWindow: asCount(outer['contextWindowSize']) || null,
    sidechain: outer['isSidechain'] === true,
    version: asText(outer['version']) ?? null,
  };
  const subagent = asText(outer['agentId']);
  return subagent && session ? [request, { kind: 'subagent', session, at, key: subagent }] : [request];
}

/**
 * Qwen Code tells every vendor's figures in Gemini's terms. The prompt includes what a cache gave. The thoughts are part
 * of the candidates for vendors that speak OpenAI's or Anthropic's language, and on top of them for Google: the total
 * tells. A vendor that gives a total alone says nothing of its parts; it stands as input.
 */
function counters(metadata: JsonObject): Counters {
  const count = (name: string): number => asCount(metadata[`${name}TokenCount`]);
  const [candidates, reasoning, total] = [count('candidates'), count('thoughts'), count('total')];
  const prompt = count('prompt') || (candidates === 0 ? Math.max(0, total - reasoning) : 0);
  const tools = count('toolUsePrompt');
  const cacheRead = Math.min(count('cachedContent'), prompt);
  const beside = total - prompt - tools - candidates >= reasoning ? reasoning : 0;
  const [input, output] = [prompt - cacheRead + tools, candidates + beside].map(asCount);
  return { ...NO_COUNTERS, input: input!, output: output!, cacheRead, reasoning };
}
