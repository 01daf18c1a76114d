import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createReplay } from '../../scripts/replay/createReplay.mjs';
import { HomeRefused } from '../../scripts/replay/home.mjs';
import { findSources } from '../../scripts/replay/sources.mjs';
import { recount, recountScript, transcripts } from '../support/shared.ts';
import { tempFolder, write } from '../support/tempFolder.ts';

type Options = Parameters<typeof createReplay>[0];

const NOW = Date.parse('2026-07-01T10:00:00.000Z');
const T0 = Date.parse('2026-05-01T08:00:00.000Z');
const MAIN = '0a5cf9a4-1c1e-4d6e-9f0a-0c8f0f3d2b11';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

/** A line of an answer, in the order of fields that matter here. */
function answer(n: number, seconds: number, output: number, more: object = {}): object {
  const usage = {
    input_tokens: 3,
    cache_creation_input_tokens: 100,
    cache_read_input_tokens: 200,
    output_tokens: output,
  };
  const message = {
    model: 'claude-opus-4-7',
    id: `msg_01Answer${n}`,
    role: 'assistant',
    content: [],
    stop_reason: 'end_turn',
    usage,
  };
  const ids = {
    uuid: uuid(n),
    parentUuid: n > 1 ? uuid(n - 1) : null,
    sessionId: MAIN,
    requestId: `req_01Request${n}`,
  };
  return { type: 'assistant', ...ids, cwd: '/home/robin/projects/tide', message, timestamp: at(seconds), ...more };
}

/** A project with one session and one sub-agent, whose lines alternate. */
function project(): string {
  const folder = tempFolder();
  write(folder, `projects/-p/${MAIN}.jsonl`, [answer(1, 0, 10), answer(2, 20, 500), answer(3, 40, 1)]);
  write(folder, `projects/-p/${MAIN}/subagents/agent-a1b2c3d4e5f607182.jsonl`, [
    answer(11, 10, 7, { agentId: 'a1b2c3d4e5f607182' }),
    answer(12, 30, 8, { agentId: 'a1b2c3d4e5f607182' }),
  ]);
  return folder;
}

/** A clock whose sleep lets its time pass. */
function quickClock() {
  let now = NOW;
  const sleep = (ms: number): Promise<void> => {
    now += ms;
    return Promise.resolve();
  };
  return { now: () => now, sleep };
}

function replayOf(options: Partial<Options> & { sources: readonly string[] }) {
  return createReplay({
    home: path.join(tempFolder(), 'home'),
    now: NOW,
    seed: 'test',
    clock: quickClock(),
    ...options,
  });
}

/** Files below a folder, relative to it. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

interface Line {
  readonly type: string;
  readonly timestamp: string;
  readonly uuid: string;
  readonly parentUuid: string | null;
  readonly sessionId: string;
  readonly agentId?: string;
  readonly requestId: string;
  readonly message: { readonly id: string; readonly model: string; readonly usage: { readonly output_tokens: number } };
}

const parse = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const linesOf = (file: string): Line[] => parse(readFileSync(file, 'utf8'));

describe('replay', () => {
  it('plays lines in the order of their time across files, each as one write with its line feed', async () => {
    const replay = await replayOf({ sources: [project()] });
    const steps = [];
    for await (const step of replay) steps.push(step);
    assert.deepEqual(
      steps.map(({ bytes }) => parse(bytes.toString())[0]?.uuid),
      [1, 11, 2, 12, 3].map(uuid),
    );
    assert.deepEqual(
      steps.map((step) => (step.at - NOW) / 1000),
      [0.001, 10.001, 20.001, 30.001, 40.001],
    );
    assert.ok(steps.every(({ bytes, endsLine }) => endsLine && bytes.indexOf('\n') === bytes.length - 1));
  });

  it('keeps the order of a file whose timestamps go back', async () => {
    const folder = tempFolder();
    write(folder, 'projects/-p/a.jsonl', [
      answer(1, 5, 1),
      answer(2, 3, 1),
      { type: 'summary', summary: '' },
      answer(3, 9, 1),
    ]);
    const replay = await replayOf({ sources: [folder], speed: 'max' });
    await replay.run();
    const written = linesOf(path.join(replay.projects, '-p/a.jsonl'));
    assert.deepEqual(
      written.map((line) => line.uuid),
      [uuid(1), uuid(2), undefined, uuid(3)],
    );
  });

  it('writes what lies before now at once and shifts it, and plays the rest at the speed asked for', async () => {
    const replay = await replayOf({ sources: [project()], anchor: T0 + 20_000, speed: 4 });
    assert.deepEqual(await replay.writeHistory(), { files: 2, lines: 3, bytes: bytesIn(replay.projects) });
    const main = path.join(replay.projects, `-p/${MAIN}.jsonl`);
    assert.deepEqual(
      linesOf(main).map((line) => Date.parse(line.timestamp) - NOW),
      [-20_000, 0],
    );
    const step = await replay.next();
    await replay.close();
    assert.equal(step?.at, NOW + 2_500);
    assert.equal(parse(step.bytes.toString())[0]?.timestamp, new Date(NOW + 2_500).toISOString());
  });

  it('shifts every instant of the envelope and leaves texts alone, byte for byte', async () => {
    const stamp = at(1);
    const spaced = `{ "type" : "progress", "data": {"type":"agent_progress", "message": {"timestamp": "${stamp}", "message": {"content": "${stamp}"}}}, "timestamp":"${stamp}", "n": 1.50, "é\\u00e9": "日本 \\ud800 ${stamp}" }`;
    const snapshot = `{"type":"file-history-snapshot","snapshot":{"timestamp":"${stamp}","trackedFileBackups":{"a.b":{"backupTime":"${stamp}"}}}}`;
    const result = `{"type":"user","timestamp":"${stamp}","message":{"content":"${stamp}"},"toolUseResult":{"timestamp":"${stamp}"}}\r`;
    const source = write(
      tempFolder(),
      'projects/-p/a.jsonl',
      `${spaced}\n${snapshot}\n${result}\nnot JSON ${stamp}\n\n{"type":"assistant","timestamp":"${stamp}`,
    );
    const replay = await replayOf({ sources: [source], anchor: 'ends' });
    await replay.writeHistory();
    const shifted = new Date(NOW).toISOString();
    const expected = [
      spaced
        .replace(`"timestamp": "${stamp}"`, `"timestamp": "${shifted}"`)
        .replace(`"timestamp":"${stamp}"`, `"timestamp":"${shifted}"`),
      snapshot.replaceAll(stamp, shifted),
      result.replace(stamp, shifted),
      `not JSON ${stamp}`,
      '',
      `{"type":"assistant","timestamp":"${stamp}`,
    ];
    assert.equal(readFileSync(path.join(replay.projects, '-p/a.jsonl'), 'utf8'), expected.join('\n'));
  });

  it('streams an answer of one line as several whose output grows up to the logged figure', async () => {
    const replay = await replayOf({ sources: [project()], stream: true, speed: 'max' });
    await replay.run();
    const lines = linesOf(path.join(replay.projects, `-p/${MAIN}.jsonl`));
    const grown = lines.filter((line) => line.message.id === 'msg_01Answer2');
    const outputs = grown.map((line) => line.message.usage.output_tokens);
    assert.ok(grown.length >= 3);
    assert.equal(outputs.at(-1), 500);
    assert.deepEqual(
      outputs,
      [...new Set(outputs)].toSorted((a, b) => a - b),
    );
    assert.equal(grown.at(-1)?.uuid, uuid(2));
    assert.deepEqual(
      grown.map((line) => line.parentUuid),
      [uuid(1), ...grown.slice(0, -1).map((line) => line.uuid)],
    );
    const times = lines.map((line) => line.timestamp);
    assert.deepEqual(times, times.toSorted());
    assert.equal(lines.filter((line) => line.message.id === 'msg_01Answer3').length, 1, 'an output of 1 cannot grow');
  });

  it('tears lines into two writes without losing a byte', async () => {
    const sources = [project()];
    const whole = await replayOf({ sources, speed: 60 });
    const torn = await replayOf({ sources, speed: 60, torn: true });
    await whole.run();
    const writes: boolean[] = [];
    await torn.run({ onStep: (step) => writes.push(step.endsLine) });
    assert.deepEqual(
      writes,
      Array.from({ length: 10 }, (_, i) => i % 2 === 1),
    );
    for (const file of filesOf(whole.projects)) {
      assert.equal(
        readFileSync(path.join(torn.projects, file), 'utf8'),
        readFileSync(path.join(whole.projects, file), 'utf8'),
      );
    }
  });

  it('finishes a torn line when it is stopped in the middle of it', async () => {
    const replay = await replayOf({ sources: [project()], torn: true });
    const stop = new AbortController();
    const { aborted, lines } = await replay.run({ signal: stop.signal, onStep: () => stop.abort() });
    assert.deepEqual({ aborted, lines }, { aborted: true, lines: 1 });
    assert.equal(linesOf(path.join(replay.projects, `-p/${MAIN}.jsonl`)).length, 1);
  });

  it('renames ids consistently over lines and file names, and differently for each seed', async () => {
    const sources = [project()];
    const home = path.join(tempFolder(), 'home');
    for (const seed of ['one', 'two'])
      await (await replayOf({ sources, home, seed, freshIds: true, anchor: 'ends' })).run();
    const files = filesOf(path.join(home, '.claude/projects'));
    assert.equal(files.length, 4);
    const lines = files.flatMap((file) =>
      linesOf(path.join(home, '.claude/projects', file)).map((line) => ({ file, line })),
    );
    assert.equal(new Set(lines.map(({ line }) => line.message.id)).size, 10);
    assert.equal(new Set(lines.map(({ line }) => line.requestId)).size, 10);
    assert.equal(new Set(lines.map(({ line }) => line.sessionId)).size, 2);
    for (const { file, line } of lines) {
      assert.ok(file.includes(line.sessionId) && line.sessionId !== MAIN);
      if (line.agentId !== undefined) assert.ok(file.endsWith(`agent-${line.agentId}.jsonl`));
    }
    const main = lines.filter(({ line }) => line.agentId === undefined).map(({ line }) => line);
    assert.deepEqual([main[1]?.parentUuid, main[4]?.parentUuid], [main[0]?.uuid, main[3]?.uuid]);
  });

  it('loops with fresh ids, playing only what lies behind now', async () => {
    const replay = await replayOf({ sources: [project()], anchor: T0 + 20_000, loop: true });
    await replay.writeHistory();
    const steps = [];
    while (steps.length < 6) steps.push((await replay.next())!);
    await replay.close();
    const ids = steps.map(({ bytes }) => parse(bytes.toString())[0]?.message.id);
    assert.equal(new Set(ids).size, 6);
    assert.deepEqual(
      steps.map(({ round }) => round),
      [0, 0, 1, 1, 2, 2],
    );
    assert.deepEqual(
      steps.map((step) => (step.at - NOW) / 1000),
      [10, 20, 25, 35, 40, 50],
    );
    await assert.rejects(replayOf({ sources: [project()], anchor: 'ends', loop: true }), /nothing to loop/);
  });
});

const elsewhere = (home: string, more: Partial<Options> = {}) =>
  replayOf({ sources: [project()], home, anchor: 'ends', ...more });

describe('replay home', () => {
  it('is refused where it is a person’s own or holds transcripts that no replay has made', async () => {
    const own = tempFolder();
    mkdirSync(path.join(own, '.claude/projects'), { recursive: true });
    for (const home of [own, path.join(own, '.claude'), path.join(own, '.claude/x')]) {
      await assert.rejects(elsewhere(home, { ownHomes: [own] }), HomeRefused);
    }
    await assert.rejects(elsewhere(own), HomeRefused);
    assert.deepEqual(filesOf(own), []);
    assert.ok(!existsSync(path.join(own, '.claude/x')));
  });

  it('may be used again by another replay, and is marked as sample data where asked to', async () => {
    const home = path.join(tempFolder(), 'home');
    await (await elsewhere(home)).run();
    assert.ok(!existsSync(path.join(home, '.claude/.moonlock-sample')));
    await (await elsewhere(home, { sampleLabel: 'Sample data' })).run();
    const marker = readFileSync(path.join(home, '.claude/.moonlock-sample'), 'utf8');
    assert.deepEqual(JSON.parse(marker), { label: 'Sample data' });
  });

  it('is never left: neither by links nor by names', async () => {
    const outside = tempFolder();
    const home = path.join(tempFolder(), 'home');
    await (await elsewhere(home)).run();
    symlinkSync(outside, path.join(home, '.claude/projects/-q'));
    const folder = tempFolder();
    write(folder, 'projects/-q/a.jsonl', [answer(1, 0, 1)]);
    await assert.rejects((await elsewhere(home, { sources: [folder] })).run(), HomeRefused);
    const odd = write(tempFolder(), 'x/..\\..%2f..:$(a).jsonl', [answer(1, 0, 1, { cwd: '/../../etc' })]);
    const [source] = await findSources([odd]);
    assert.deepEqual(source?.parts, ['-etc', '--..-2f..---a-.jsonl']);
    await (await elsewhere(home, { sources: [odd] })).run();
    assert.deepEqual(filesOf(outside), []);
  });
});

describe('replayed real transcripts', () => {
  const logs = transcripts();
  const script = recountScript();
  const why = logs && script ? '' : ' (skipped: ../shared with its logs, or python3, is absent)';
  for (const set of ['entire-cli', 'daaain-ccl', 'agentv']) {
    it(`hold the same totals as their sources: ${set}${why}`, async function () {
      if (!logs || !script) {
        this.skip();
        return;
      }
      this.timeout(60_000);
      const replay = await replayOf({
        sources: [path.join(logs, set, 'claude')],
        anchor: T0,
        speed: 'max',
        stream: true,
        torn: true,
        freshIds: true,
      });
      await replay.run();
      const source = tempFolder();
      cpSync(path.join(logs, set, 'claude/projects'), path.join(source, 'projects'), { recursive: true });
      const [played, original] = [recount(script, path.join(replay.home, '.claude')), recount(script, source)];
      assert.deepEqual(played.totals, original.totals);
      assert.deepEqual(played.byModel, original.byModel);
    });
  }
});

/** Bytes of all files below a folder. */
function bytesIn(folder: string): number {
  return filesOf(folder).reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0);
}
