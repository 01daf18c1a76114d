import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AgentRecord } from '../../src/engine/agents/agent.ts';
import { codex } from '../../src/engine/agents/codex.ts';
import { needlesOf } from '../../src/engine/ingest/lineReader.ts';
import { event, meta, response, turn } from '../support/codexLines.ts';
import { threads } from '../support/codexThreads.ts';
import { linesFound } from '../support/scanning.ts';
import { jsonText } from '../support/jsonText.ts';
import { fileInfo, lineFormat } from '../support/reading.ts';

const FILE = fileInfo('2026/06/01/rollout-a.jsonl');
const format = lineFormat(codex, FILE.relativePath);
const needles = needlesOf(format);

/** Lines of every kind that matters and of some that do not, after one another. */
const others = fc.constantFrom<object>(
  event('thread_settings_applied', { thread_settings: { service_tier: 'flex' } }),
  event('thread_name_updated', { thread_name: 'A name' }),
  event('item_completed', { item: { type: 'UserMessage', content: [{ type: 'text', text: 'Go on' }] } }),
  event('item_completed', { item: { type: 'AgentMessage', content: [{ type: 'text', text: 'Gone' }] } }),
  meta('other', { forked_from_id: 'another' }),
  turn('m', { turn_id: 't' }),
  { ...response('r', {}), payload: null, usage: { input_tokens: 5 } },
);
const lines: fc.Arbitrary<object[]> = fc
  .tuple(threads, fc.array(others, { maxLength: 6 }))
  .map(([rollouts, more]) => rollouts.flatMap<object>((rollout) => rollout.lines).concat(more))
  .chain((all) => fc.shuffledSubarray(all, { minLength: 1, maxLength: Math.min(12, all.length) }));

/** A value that has the shape of a line here and there. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.record({
    type: fc.constantFrom('session_meta', 'turn_context', 'event_msg', 'token_usage_record'),
    timestamp: fc.constantFrom('2026-06-01T00:00:00Z', 7, null),
    usage: fc.jsonValue(),
    payload: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom('type', 'id', 'info', 'usage', 'item', 'source', 'git', 'cwd', 'model', 'message', 'turn_id'),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom<unknown>('token_count', 'user_message', 'item_completed', 'thread_settings_applied'),
          fc.record({ total_token_usage: fc.jsonValue(), last_token_usage: fc.jsonValue(), content: fc.jsonValue() }),
          fc.record({ total_token_usage: fc.record({ total_tokens: fc.double() }), type: fc.constant('UserMessage') }),
        ),
      ),
    ),
  }),
);

describe('property: reading a rollout', function () {
  this.timeout(60_000);

  it('passes over no line that tells something or changes what later ones mean, however it is spelled', () => {
    const seeds = fc.array(fc.nat(), { minLength: 7, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(lines, fc.array(fc.oneof(others, odd), { minLength: 1, maxLength: 4 })),
        seeds,
        (all, drawn) => {
          const reader = format.open(FILE, undefined);
          for (const [i, line] of all.entries()) {
            const before = reader.state!();
            const told = reader.read(line, i).length;
            if (told === 0 && reader.state!() === before) continue;
            let next = i;
            for (const text of [JSON.stringify(line), jsonText(line, () => drawn[next++ % drawn.length]!)]) {
              assert.equal(linesFound(Buffer.from(`${text}\n`), needles).length, 1, text);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('does pass over what cannot tell anything', () => {
    const idle = [
      event('agent_message', { message: 'a token_count' }),
      { type: 'response_item', payload: { type: 'function_call_output', output: '{"type":"token_count"}\n→' } },
    ];
    const text = idle.map((line) => `${JSON.stringify(line)}\n`).join('');
    assert.deepEqual(linesFound(Buffer.from(text), needles), []);
  });

  it('comes to the same wherever it is left and taken up again', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.boolean(), { maxLength: 12 }), (all, left) => {
        const whole = format.open(FILE, undefined);
        let taken = format.open(FILE, undefined);
        for (const [i, line] of all.entries()) {
          if (left[i]) taken = format.open(FILE, taken.state!());
          assert.deepEqual(taken.read(line, i), whole.read(line, i));
          assert.equal(taken.state!(), whole.state!());
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, whatever the lines and whatever it is taken up with', () => {
    const saved = fc.oneof(fc.string(), fc.json(), fc.constantFrom('{', 'null', '{"total":{}}', '{"parents":[7,"a"]}'));
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 4 }), fc.option(saved, { nil: undefined }), (all, state) => {
        const reader = format.open(FILE, state);
        const records: AgentRecord[] = [];
        for (const [i, line] of all.entries()) records.push(...reader.read(line, i));
        for (const record of records)
          if (record.kind === 'usage')
            for (const value of Object.values(record.counters)) assert.ok(Number.isSafeInteger(value) && value >= 0);
        format.open(FILE, reader.state!());
      }),
      { numRuns: 3000 },
    );
  });

  it('begins anew with a state that is none', () => {
    for (const state of ['', '{', '7', '[]', 'null', '{"session":7,"total":3,"parents":{},"restarts":-1}'])
      assert.equal(format.open(FILE, state).state!(), format.open(FILE, undefined).state!(), state);
  });
});
