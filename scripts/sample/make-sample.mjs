// Writes the bundled sample: node scripts/sample/make-sample.mjs [DIR]. The same story gives the same bytes, which a
// test compares with those in the repository.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ids, Lines } from './lines.mjs';
import { SESSIONS, SUB_AGENT } from './story/story.mjs';

/** The instant in the transcripts that a replay makes now. */
const NOW = Date.UTC(2026, 2, 12, 15, 20);
const LABEL = 'Sample data';
const HOME = '/home/robin/projects/';

/**
 * The sample's files: name below `scripts/sample`, and content.
 * @returns {Map<string, string>}
 */
export function makeSample() {
  const files = new Map([
    ['sample.json', `${JSON.stringify({ label: LABEL, now: new Date(NOW).toISOString() }, null, 2)}\n`],
  ]);
  for (const [i, story] of SESSIONS.entries()) {
    for (const [name, lines] of new Writer(story, new Ids(`sample ${i}`)).write()) {
      files.set(`transcripts/${name}`, `${lines.join('\n')}\n`);
    }
  }
  return files;
}

/** @typedef {import('./story/story.mjs').Step} Step */

/** A transcript under way. `context` is the size of its prompt so far, in tokens. */
class Writer {
  #time = 0;
  /** @type {Map<string, string[]>} */
  #files = new Map();

  /** @param {import('./story/story.mjs').StorySession} story @param {Ids} ids */
  constructor(story, ids) {
    this.story = story;
    this.ids = ids;
    this.cwd = HOME + story.project;
    this.session = { id: ids.uuid(), version: story.version, cwd: this.cwd, branch: story.branch };
    this.folder = this.cwd.replace(/[^A-Za-z0-9]/g, '-');
  }

  /** @returns {Map<string, string[]>} the session's file and those of its sub-agents */
  write() {
    const { turns, summary, interrupted, model, context } = this.story;
    const main = { lines: new Lines(this.ids, this.session), model, context, cached: 0, hour: true };
    for (const turn of turns) this.#turn(main, turn);
    if (interrupted) main.lines.synthetic((this.#time += 4_000));
    if (summary !== undefined) main.lines.summary(summary);
    this.#files.set(`${this.folder}/${this.session.id}.jsonl`, main.lines.lines);
    return this.#files;
  }

  /** @param {Thread} thread @param {import('./story/story.mjs').Turn} turn */
  #turn(thread, { at, pace, prompt, steps }) {
    // A turn waits for the one before, however long that took.
    const start = Math.max(NOW + Math.round(at * 60_000), this.#time + 4_000);
    this.#time = start;
    thread.lines.snapshot(start);
    thread.lines.prompt(prompt, start);
    for (const step of steps) this.#answer(thread, step, pace);
    thread.lines.turn(this.#time - start, this.#time + 3);
  }

  /** @param {Thread} thread @param {Step} step @param {number} pace seconds */
  #answer(thread, step, pace) {
    const { ids } = this;
    const [say, tool, argument, result, output] = step;
    this.#time += ids.int(pace * 500, pace * 1_500);
    const read = thread.cached;
    const creation = read === 0 ? thread.context : ids.int(180, 900) + output;
    thread.cached += creation;
    const usage = { input: ids.int(3, 8), output, creation, read, hour: thread.hour };
    const answer = { id: ids.api('msg_01'), request: ids.api('req_011C'), model: thread.model };
    const toolId = ids.api('toolu_01');
    const blocks = say === '' ? [] : [{ type: 'text', text: say }];
    const call = {
      type: 'tool_use',
      id: toolId,
      name: tool,
      input: inputOf(tool, argument, this.cwd),
      caller: { type: 'direct' },
    };
    const all = tool === '' ? blocks : [...blocks, call];
    // The first block of a long answer is written while the output is still growing.
    let uuid = '';
    for (const [i, block] of all.entries()) {
      const last = i === all.length - 1;
      const stop = last ? (tool === '' ? 'end_turn' : 'tool_use') : null;
      uuid = thread.lines.answer(
        { ...answer, block, stop, usage: { ...usage, output: last ? output : ids.int(2, 9) } },
        this.#time,
      );
      if (!last) this.#time += ids.int(900, 3_400);
    }
    if (tool !== '') this.#result(thread, { tool, id: toolId, asked: uuid, text: result });
  }

  /** @param {Thread} thread @param {{ tool: string, id: string, asked: string, text: string }} call */
  #result(thread, { tool, id, asked, text }) {
    const more = tool === 'Task' ? this.#subAgent() : undefined;
    this.#time += this.ids.int(40, 1_900);
    thread.lines.result({ tool: id, text, asked, ...(more && { more }) }, this.#time);
  }

  /** Plays the sub-agent while the session waits for it. @returns {Record<string, unknown>} what the session is told of it */
  #subAgent() {
    const agent = this.ids.agent();
    const started = this.#time;
    const { model, context, prompt, steps } = SUB_AGENT;
    const thread = { lines: new Lines(this.ids, { ...this.session, agent }), model, context, cached: 0, hour: false };
    thread.lines.prompt(prompt, (this.#time += 60));
    for (const step of steps) this.#answer(thread, step, 9);
    this.#files.set(`${this.folder}/${this.session.id}/subagents/agent-${agent}.jsonl`, thread.lines.lines);
    const text = steps[steps.length - 1]?.[0] ?? '';
    const totals = {
      totalDurationMs: this.#time - started,
      totalTokens: thread.cached,
      totalToolUseCount: steps.length - 1,
    };
    return { status: 'completed', prompt, agentId: agent, content: [{ type: 'text', text }], ...totals };
  }
}

/** A conversation: the main one, or a sub-agent's. `cached` counts the tokens in its cache. @typedef {{ lines: Lines, model: string, context: number, cached: number, hour: boolean }} Thread */

/** @param {string} tool @param {string} argument @param {string} cwd @returns {Record<string, unknown>} */
function inputOf(tool, argument, cwd) {
  if (tool === 'Bash') return { command: argument, description: 'Run it' };
  if (tool === 'Grep') return { pattern: argument, path: 'src', output_mode: 'content' };
  if (tool === 'Task') return { description: argument, prompt: SUB_AGENT.prompt, subagent_type: 'Explore' };
  if (tool === 'Edit')
    return {
      file_path: `${cwd}/${argument}`,
      old_string: '// here',
      new_string: '// here, and more',
      replace_all: false,
    };
  return { file_path: `${cwd}/${argument}` };
}

/** @param {string} folder */
async function main(folder) {
  await rm(path.join(folder, 'transcripts'), { recursive: true, force: true });
  for (const [name, content] of makeSample()) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // No top-level await: tests load this module through a loader that makes CommonJS of it.
  main(process.argv[2] ?? path.dirname(fileURLToPath(import.meta.url))).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
