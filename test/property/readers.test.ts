import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Agent } from '../../src/engine/agents/agent.ts';
import { copilotCli } from '../../src/engine/agents/copilotCli.ts';
import { geminiCli } from '../../src/engine/agents/geminiCli.ts';
import { kimiCli } from '../../src/engine/agents/kimiCli.ts';
import { qwenCode } from '../../src/engine/agents/qwenCode.ts';
import { needlesOf } from '../../src/engine/ingest/lineReader.ts';
import { jsonText } from '../support/jsonText.ts';
import { fileInfo, lineFormat, readDocument, readParsed } from '../support/reading.ts';
import { linesFound } from '../support/scanning.ts';

const AT = '2026-05-01T10:00:00.000Z';
const count = fc.integer({ min: 0, max: 9 });
const word = fc.constantFrom('a', 'b', 'c');
const foreign = fc.jsonValue({ maxDepth: 2 });

/** Copilot CLI's events. */
const copilotLine = fc
  .record({
    type: fc.constantFrom('assistant.message', 'session.shutdown', 'session.resume', 'session.compaction_complete'),
    id: word,
    model: word,
    used: count,
    said: count,
  })
  .map(({ type, id, model, used, said }) => {
    const usage = { inputTokens: used, outputTokens: said };
    const modelMetrics = { [model]: { usage, requests: { count: used } }, d: { usage } };
    const call = { apiCallId: id, model, outputTokens: said, compactionTokensUsed: usage };
    return { type, id, timestamp: AT, data: { ...call, modelMetrics } };
  });

/** How an agent's logs look: lines of which every single one tells of tokens, and lines of any kind. */
interface Sample {
  readonly agent: Agent;
  readonly file: string;
  readonly usage: fc.Arbitrary<object>;
  /** Lines of which some change what later ones mean. */
  readonly any: fc.Arbitrary<object>;
}

const geminiAnswer = fc.record({ id: word, output: count }).map(({ id, output }) => {
  return { id, timestamp: AT, type: 'gemini', model: 'flash', tokens: { input: 1, output, cached: 0 } };
});
const kimiStep = fc.record({ message_id: word, output: count }).map(({ message_id, output }) => {
  const event = { type: 'StatusUpdate', payload: { message_id, token_usage: { input_other: 1, output } } };
  return { timestamp: 1_777_629_600, message: event };
});
const qwenAnswer = fc.record({ uuid: word, candidatesTokenCount: count }).map(({ uuid, candidatesTokenCount }) => {
  return {
    uuid,
    type: 'assistant',
    timestamp: AT,
    sessionId: 's',
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount },
  };
});

const SAMPLES: readonly Sample[] = [
  {
    agent: geminiCli,
    file: 'p/chats/session-a.jsonl',
    usage: geminiAnswer,
    any: fc.oneof(
      geminiAnswer,
      fc.record({ sessionId: word, projectHash: word }),
      fc.record({ $set: fc.record({ summary: word, sessionId: word }) }),
    ),
  },
  { agent: qwenCode, file: 'p/chats/a.jsonl', usage: qwenAnswer, any: qwenAnswer },
  {
    agent: copilotCli,
    file: 's/events.jsonl',
    usage: fc.record({ id: word, model: word, said: count }).map(({ id, model, said }) => {
      return { type: 'assistant.message', timestamp: AT, data: { apiCallId: id, model, outputTokens: said } };
    }),
    any: copilotLine,
  },
  {
    agent: kimiCli,
    file: 'h/s/wire.jsonl',
    usage: fc.oneof(
      kimiStep,
      kimiStep.map((step) => ({ timestamp: 1, message: { type: 'SubagentEvent', payload: { event: step.message } } })),
      fc.record({ type: fc.constant('usage.record'), time: count, usage: fc.record({ output: count }) }),
    ),
    any: kimiStep,
  },
];

/** A line's fields with anything in their place, so that every branch sees everything. */
function broken(sample: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  return fc.tuple(sample, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), foreign).map(([line, path, value]) => {
    const copy = structuredClone(line) as Record<string, unknown>;
    let at = copy;
    for (const step of path) {
      const keys = Object.keys(at);
      const key = keys[step % Math.max(1, keys.length)];
      if (key === undefined) break;
      const next = at[key];
      if (typeof next !== 'object' || next === null || step % 3 === 0) {
        at[key] = value;
        break;
      }
      at = next as Record<string, unknown>;
    }
    return copy;
  });
}

for (const { agent, file, usage, any } of SAMPLES) {
  describe(`property: reading logs of ${agent.id}`, function () {
    this.timeout(60_000);
    const info = fileInfo(file);

    it('never passes over a line that tells of tokens, however it is spelled', () => {
      const needles = needlesOf(lineFormat(agent, file));
      const seeds = fc.array(fc.nat(), { minLength: 7, maxLength: 40 });
      const extras = fc.dictionary(fc.constantFrom('a', 'x', 'π', '\u0001'), foreign, { maxKeys: 3 });
      fc.assert(
        fc.property(usage, extras, seeds, (line, extra, random) => {
          let i = 0;
          const text = jsonText({ ...extra, ...line }, () => random[i++ % random.length]!);
          assert.ok(readParsed(agent, [JSON.parse(text)], info).some(({ kind }) => kind === 'usage'));
          assert.equal(linesFound(Buffer.from(`${text}\n`), needles).length, 1);
        }),
        { numRuns: 1500 },
      );
    });

    it('tells the same whether it is read at once or in two goes', () => {
      fc.assert(
        fc.property(fc.array(any, { maxLength: 12 }), fc.nat(12), (lines, cut) => {
          const format = lineFormat(agent, file);
          const first = format.open(info, undefined);
          const before = lines.slice(0, cut).flatMap((line, i) => first.read(line, i));
          const second = format.open(info, first.state?.());
          const after = lines.slice(cut).flatMap((line, i) => second.read(line, Math.min(cut, lines.length) + i));
          assert.deepEqual([...before, ...after], readParsed(agent, lines, info));
        }),
        { numRuns: 500 },
      );
    });

    it('never throws, whatever the lines, and tells of times and counts that are some', () => {
      const odd = fc.oneof(broken(usage), broken(any), foreign);
      fc.assert(
        fc.property(fc.array(odd, { minLength: 1, maxLength: 4 }), (lines) => {
          for (const record of readParsed(agent, lines, info)) {
            if (record.kind !== 'usage') continue;
            new Date(record.at).toISOString();
            for (const value of Object.values(record.counters)) assert.ok(Number.isSafeInteger(value) && value >= 0);
          }
        }),
        { numRuns: 2000 },
      );
    });
  });
}

describe('property: reading documents of Gemini CLI', () => {
  it('never throws, whatever they hold', () => {
    const file = fileInfo('p/chats/session-a.json');
    const document = fc.oneof(foreign, fc.record({ messages: fc.array(fc.oneof(broken(geminiAnswer), foreign)) }));
    fc.assert(
      fc.property(document, (one) => void readDocument(geminiCli, one, file)),
      { numRuns: 2000 },
    );
  });
});
