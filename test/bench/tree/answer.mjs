import { GROWING, LINES_PER_ANSWER, sample, TOKENS } from './quantiles.mjs';
import { toolResult } from './surroundings.mjs';

/** @typedef {{ input: number, output: number, cacheCreation: number, cacheRead: number, oneHour: boolean }} Usage */

/**
 * An answer of the API as far as it can be repeated elsewhere.
 * @typedef {{ id: string, requestId: string, model: string, usage: Usage }} Answer
 */

/**
 * Writes one answer on one to nine lines, with the results of its tool calls, and counts it.
 * @param {import('./transcript.mjs').Transcript} to
 * @param {import('./totals.mjs').Expected} expected
 * @param {{ mirror?: import('./transcript.mjs').Transcript | undefined }} [options] `mirror` is the parent's transcript, which
 *   repeats the lines of its sub-agent as they were when the stream had just begun
 * @returns {Answer}
 */
export function writeAnswer(to, expected, { mirror } = {}) {
  const { random, info } = to;
  const answer = { id: random.id('msg_01'), requestId: random.id('req_01'), model: info.model, usage: makeUsage(to) };
  const count = random.weighted(LINES_PER_ANSWER);
  const outputs = outputsOf(random, count, answer.usage.output);
  const fullest = outputs.indexOf(answer.usage.output);
  if (count > 1) expected.case('answers on several lines');
  if (fullest > 0) expected.case('answers whose output grows');
  let tool;
  for (const [i, output] of outputs.entries()) {
    const last = i === count - 1;
    if (i === fullest) expected.request(answer.model, to.stamp, answer.usage);
    if (mirror) mirrorLine(mirror, to, { answer, output: outputs[0] ?? output });
    tool = writeLine(to, { answer, output, last, kind: kindOf(random, i, last) });
    to.wait(20, 2_500);
    // Results come between the later blocks of the same answer.
    if (tool !== undefined && (last || random.chance(0.3))) toolResult(to, tool);
  }
  return answer;
}

/** @param {import('./transcript.mjs').Transcript} to @returns {Usage} */
function makeUsage({ random, info, agent }) {
  return {
    input: sample(random, TOKENS.input),
    output: sample(random, TOKENS.output),
    cacheCreation: sample(random, TOKENS.cacheCreation),
    cacheRead: random.int(0, 165_000),
    // The main thread keeps its cache for an hour, sub-agents and older versions for five minutes.
    oneHour: agent === undefined && !info.version.startsWith('2.0.'),
  };
}

/** @param {import('./random.mjs').Random} random @param {number} count @param {number} final */
function outputsOf(random, count, final) {
  const first = final > 1 && random.chance(GROWING) ? random.int(1, Math.min(final, 9)) : final;
  const from = count > 1 ? random.int(1, count) : 0;
  return Array.from({ length: count }, (_, i) => (i < from ? first : final));
}

/** @param {import('./random.mjs').Random} random @param {number} i @param {boolean} last */
function kindOf(random, i, last) {
  if (i === 0 && !last) return random.chance(0.65) ? 'thinking' : 'text';
  return random.chance(last ? 0.75 : 0.6) ? 'tool_use' : 'text';
}

/**
 * @param {import('./transcript.mjs').Transcript} to
 * @param {{ answer: Answer, output: number, last: boolean, kind: 'thinking' | 'text' | 'tool_use' }} line
 * @returns {string | undefined} the id of the tool call, if it is one
 */
function writeLine(to, { answer, output, last, kind }) {
  const { open, close } = to.envelope();
  const tool = kind === 'tool_use' ? to.random.id('toolu_01') : undefined;
  const [before, after] = {
    thinking: ['{"type":"thinking","thinking":"', `","signature":"${'Ep8CqL1x'.repeat(40)}"}`],
    text: ['{"type":"text","text":"', '"}'],
    tool_use: [`{"type":"tool_use","id":"${tool}","name":"Bash","input":{"command":"`, '"}}'],
  }[kind];
  const stop = last ? (tool === undefined ? '"end_turn"' : '"tool_use"') : 'null';
  const request = to.info.requestIds ? `"requestId":"${answer.requestId}",` : '';
  to.filled(`${open}"message":${messageOpen(answer)}${before}`, {
    kind,
    after: `${after}],"stop_reason":${stop},"stop_sequence":null,${usageJson(answer.usage, output)}},${request}"type":"assistant",${close}`,
  });
  return tool;
}

/**
 * @param {import('./transcript.mjs').Transcript} parent
 * @param {import('./transcript.mjs').Transcript} agent
 * @param {{ answer: Answer, output: number }} line
 */
function mirrorLine(parent, agent, { answer, output }) {
  const { open, close } = parent.envelope();
  const uuid = parent.random.uuid();
  parent.filled(
    `${open}"type":"progress","data":{"type":"agent_progress","message":{"type":"assistant","timestamp":"${agent.stamp}","message":${messageOpen(answer)}{"type":"text","text":"`,
    {
      kind: 'mirror',
      after: `"}],"stop_reason":null,"stop_sequence":null,${usageJson(answer.usage, output)}},"requestId":"${answer.requestId}","uuid":"${uuid}"},"normalizedMessages":[],"prompt":"","agentId":"${agent.agent}"},"toolUseID":"agent_${answer.id}",${close}`,
    },
  );
}

/**
 * The first lines' answers once more, in a side chain with other request ids: the same answers, no new requests.
 * @param {import('./transcript.mjs').Transcript} to
 * @param {readonly Answer[]} answers
 */
export function repeatAnswers(to, answers) {
  for (const answer of answers) {
    const again = { ...answer, requestId: to.random.id('req_01') };
    writeLine(to, { answer: again, output: answer.usage.output, last: true, kind: 'text' });
  }
}

/** @param {Answer} answer */
function messageOpen({ id, model }) {
  return `{"model":"${model}","id":"${id}","type":"message","role":"assistant","content":[`;
}

/** @param {Usage} usage @param {number} output */
function usageJson({ input, cacheCreation, cacheRead, oneHour }, output) {
  const hour = oneHour ? cacheCreation : 0;
  return `"usage":{"input_tokens":${input},"cache_creation_input_tokens":${cacheCreation},"cache_read_input_tokens":${cacheRead},"cache_creation":{"ephemeral_5m_input_tokens":${cacheCreation - hour},"ephemeral_1h_input_tokens":${hour}},"output_tokens":${output},"service_tier":"standard","inference_geo":"not_available"}`;
}
