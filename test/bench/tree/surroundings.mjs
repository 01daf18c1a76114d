// Everything in a transcript that is no answer and costs nothing.

/** @typedef {import('./transcript.mjs').Transcript} Transcript */

/** A person's prompt. @param {Transcript} to */
export function prompt(to) {
  const { open, close } = to.envelope();
  to.filled(`${open}"type":"user","message":{"role":"user","content":"`, { kind: 'prompt', after: `"},${close}` });
  to.wait(50, 900);
}

/** What a tool gave back; often the same text twice. @param {Transcript} to @param {string} tool */
export function toolResult(to, tool) {
  const { open, close } = to.envelope();
  to.filled(
    `${open}"type":"user","message":{"role":"user","content":[{"tool_use_id":"${tool}","type":"tool_result","content":"`,
    to.random.chance(0.45)
      ? {
          kind: 'result',
          twice: `","is_error":false}]},"toolUseResult":{"stdout":"`,
          after: `","stderr":"","interrupted":false},${close}`,
        }
      : { kind: 'result', after: `"}]},${close}` },
  );
  to.wait(50, 4_000);
}

/**
 * The result of a sub-agent: its usage repeats what the sub-agent's own lines have said and must not be counted.
 * @param {Transcript} to
 * @param {string} agent
 */
export function agentResult(to, agent) {
  const { open, close } = to.envelope();
  to.line(
    `${open}"type":"user","message":{"role":"user","content":[{"tool_use_id":"${to.random.id('toolu_01')}","type":"tool_result","content":[{"type":"text","text":"Done."}]}]},"toolUseResult":{"status":"completed","agentId":"${agent}","totalTokens":61904,"usage":{"input_tokens":4,"cache_creation_input_tokens":712,"cache_read_input_tokens":60411,"output_tokens":777}},${close}`,
  );
}

/** A line that the agent itself says, without a request. @param {Transcript} to */
function synthetic(to) {
  const { open, close } = to.envelope();
  to.line(
    `${open}"type":"assistant","message":{"id":"${to.random.uuid()}","container":null,"model":"<synthetic>","role":"assistant","stop_reason":"stop_sequence","stop_sequence":"","type":"message","usage":{"input_tokens":0,"output_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"service_tier":null},"content":[{"type":"text","text":"No response requested."}]},"isApiErrorMessage":false,${close}`,
  );
}

/** @param {Transcript} to */
function bashProgress(to) {
  for (let i = to.random.int(1, 4); i > 0; i--) {
    const { open, close } = to.envelope();
    const after = `","fullOutput":"","elapsedTimeSeconds":${i},"totalLines":1},"toolUseID":"bash-progress-${i}",${close}`;
    to.filled(`${open}"type":"progress","data":{"type":"bash_progress","output":"`, { kind: 'bash', after });
    to.wait(900, 1_100);
  }
}

/** @param {Transcript} to */
function hookProgress(to) {
  const { open, close } = to.envelope();
  const before = `${open}"type":"progress","data":{"type":"hook_progress","hookEvent":"PostToolUse","hookName":"PostToolUse:Edit","command":"`;
  to.filled(before, { kind: 'hook', after: `"},${close}` });
}

/** @param {Transcript} to */
function snapshot(to) {
  const id = to.random.uuid();
  to.line(
    `{"type":"file-history-snapshot","messageId":"${id}","snapshot":{"messageId":"${id}","trackedFileBackups":{},"timestamp":"${to.stamp}"},"isSnapshotUpdate":false}`,
  );
}

/** @param {Transcript} to */
function turnDuration(to) {
  const { open, close } = to.envelope();
  to.line(
    `${open}"type":"system","subtype":"turn_duration","durationMs":${to.random.int(900, 90_000)},"isMeta":false,${close}`,
  );
}

/** @param {Transcript} to */
function queued(to) {
  to.line(
    `{"type":"queue-operation","operation":"enqueue","timestamp":"${to.stamp}","sessionId":"${to.info.id}","content":"next"}`,
  );
}

/** A title for a session; older versions write it on top of a file. @param {Transcript} to */
export function summary(to) {
  to.line(`{"type":"summary","summary":"Tidy the tide tables","leafUuid":"${to.random.uuid()}"}`);
}

/** A line that no parser understands, as a crash in the middle of a write leaves it. @param {Transcript} to */
function broken(to) {
  to.line('{"type":"assistant","message":{"id":"msg_broken","usage":{"input_tokens":5,"output_tok');
}

/** @type {readonly (readonly [(to: Transcript) => void, number])[]} */
const KINDS = [
  [bashProgress, 44],
  [hookProgress, 26],
  [snapshot, 13],
  [turnDuration, 10],
  [queued, 4],
  [synthetic, 1],
  [summary, 1],
  [broken, 0.2],
];

/** Something between two answers, by its share in real transcripts. @param {Transcript} to @param {import('./totals.mjs').Expected} expected */
export function noise(to, expected) {
  const kind = to.random.weighted(KINDS);
  if (kind === synthetic) expected.case('synthetic lines');
  if (kind === broken) expected.case('broken lines');
  kind(to);
}
