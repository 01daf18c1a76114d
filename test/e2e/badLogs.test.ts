import assert from 'node:assert/strict';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatCompact } from '../../src/protocol/format.ts';
import { until } from '../vscode/host/until.mjs';
import { runCommand } from '../vscode/host/workbench.mjs';
import {
  cliStatus,
  logEntries,
  pictureOfFailure,
  type Session,
  startSession,
  statusText,
  stopSession,
} from './support/session.ts';
import { answerLine, Transcript } from './support/transcript.ts';

/** Every sound answer spends so much, so that the total tells how many were counted. */
const SPENT = { input: 0, output: 1_000_000 };

describe('Bad log files', () => {
  let session: Session;
  let sound = 0;
  const answer = (): string => {
    sound++;
    return answerLine(SPENT);
  };

  before(async function () {
    this.timeout(120_000);
    session = await startSession({
      prepare(home) {
        new Transcript(home, 'malformed.jsonl').append(
          answer(),
          '{"type":"assistant","message":{"usage":{',
          answer(),
          'usage" }{',
          answer(),
        );
        const write = (name: string, bytes: string): void => writeFileSync(new Transcript(home, name).file, bytes);
        write('truncated.jsonl', `${answer()}\n${answerLine(SPENT).slice(0, 200)}`);
        write('crlf.jsonl', `${answer()}\r\n${answer()}\r\n`);
        write('zero.jsonl', '');
        write(
          'huge.jsonl',
          `${answer()}\n{"type":"user","message":{"content":"usage ${'x'.repeat(10 * 2 ** 20)}"}}\n${answer()}\n`,
        );
        mkdirSync(path.join(home, '.claude/projects/-work-demo/folder.jsonl'));
      },
    });
  });

  afterEach(function () {
    return pictureOfFailure(this.currentTest, session);
  });

  after(() => stopSession(session));

  /** Waits until the status bar shows what all sound answers have spent. */
  async function allCounted(): Promise<void> {
    const total = formatCompact(sound * SPENT.output, 'en');
    await until(async () => (await statusText(session.page)).endsWith(`· ${total}`), `${sound} answers`);
  }

  it('cost none of their neighbours', async () => {
    await allCounted();
    assert.equal((await cliStatus(session.home)).window?.totals.requests, sound);
  });

  it('may vanish, shrink and be replaced while they are watched', async () => {
    const transcript = new Transcript(session.home, 'live.jsonl');
    transcript.append(answer(), answer());
    await allCounted();
    truncateSync(transcript.file, 40);
    transcript.append('', answer());
    await allCounted();
    rmSync(transcript.file);
    new Transcript(session.home, 'live.jsonl').append(answer());
    await allCounted();
    rmSync(path.join(session.home, '.claude/projects/-work-demo/crlf.jsonl'));
    new Transcript(session.home, 'later.jsonl').append(answer());
    await allCounted();
  });

  it('are told of once each in the log', async () => {
    await runCommand(session.page, 'Moonlock: Refresh');
    await runCommand(session.page, 'Moonlock: Refresh');
    await runCommand(session.page, 'Moonlock: Show Log');
    const entries = await until(async () => {
      const lines = (await logEntries(session.page)).filter((line) => line.includes('could not be read'));
      return lines.length > 0 ? lines : undefined;
    }, 'the log');
    assert.equal(entries.filter((line) => line.includes('malformed.jsonl')).length, 1, entries.join('\n'));
    assert.match(
      entries.find((line) => line.includes('malformed.jsonl'))!,
      /2 lines of .*malformed\.jsonl could not be read \(the first at byte \d+: .*\)\. All others were counted/,
    );
    assert.equal(
      entries.some((line) => /crlf|zero|huge|folder|truncated/.test(line)),
      false,
      entries.join('\n'),
    );
  });
});
