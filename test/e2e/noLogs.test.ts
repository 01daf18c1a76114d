import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packExtension } from '../../scripts/testing/package.mjs';
import { until } from '../vscode/host/until.mjs';
import { openView, webviewFrame } from '../vscode/host/workbench.mjs';
import {
  pictureOfFailure,
  type Session,
  startSession,
  statusText,
  stopSession,
  tooltipText,
} from './support/session.ts';
import { answerLine, Transcript } from './support/transcript.ts';

const HOUR = 3_600_000;

describe('Without a window to show, installed from its package', () => {
  let session: Session;
  let folder: string;

  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(path.join(tmpdir(), 'moonlock-vsix-'));
    const vsix = path.join(folder, 'moonlock.vsix');
    await packExtension(vsix);
    session = await startSession({ vsix });
  });

  afterEach(function () {
    return pictureOfFailure(this.currentTest, session);
  });

  after(async () => {
    await stopSession(session);
    rmSync(folder, { recursive: true, force: true });
  });

  it('says calmly that there are no logs, and makes no number up', async () => {
    await until(async () => (await statusText(session.page)) === 'no agent logs', 'the text for no logs');
    assert.match(await tooltipText(session.page), /No logs of any agent were found/);
    await openView(session.page, 'Moonlock');
    const sidebar = await webviewFrame(session.page, 'body[data-view="sidebar"]');
    await until(async () => /\.claude\/projects/.test(await sidebar.innerText('body')), 'where it looked');
    assert.equal(await sidebar.locator('[role=timer]').count(), 0);
  });

  it('says that no window is open when the last request is old, without a reload', async () => {
    const transcript = new Transcript(session.home, 'old.jsonl');
    transcript.append(answerLine({ at: Date.now() - 30 * HOUR }));
    await until(async () => (await statusText(session.page)) === 'no window', 'the text for no window');
    const sidebar = await webviewFrame(session.page, 'body[data-view="sidebar"]');
    await until(
      async () => /The next prompt starts one/.test(await sidebar.innerText('body')),
      'the sentence for no window',
    );
  });

  it('begins to count with the first request', async () => {
    new Transcript(session.home, 'new.jsonl').append(answerLine({ output: 123_000, input: 0 }));
    await until(async () => /^~[45]:\d\d:\d\d · 123 k$/.test(await statusText(session.page)), 'the countdown');
  });
});
