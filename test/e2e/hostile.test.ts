import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { until } from '../vscode/host/until.mjs';
import { openPanelFrame, openView, statusTooltip, webviewFrame } from '../vscode/host/workbench.mjs';
import {
  pictureOfFailure,
  type Session,
  startSession,
  STATUS_ITEM,
  statusText,
  stopSession,
} from './support/session.ts';
import { answerLine, promptLine, Transcript } from './support/transcript.ts';

const MODELS = [
  '<script>document.title="owned"</script>',
  '<img src=x onerror="document.title=\'owned\'">',
  '[click](command:workbench.action.closeWindow) $(bell~spin)',
  '\u001b[31mred\u0007 \u202egnp.exe',
  `${'long '.repeat(2_000)}end`,
];
const PROJECT = '../../../../../../tmp/moonlock-owned\u0000/x"><i>slanted</i>';

describe('A hostile transcript', () => {
  let session: Session;
  let panel: Frame;
  const violations: string[] = [];

  before(async function () {
    this.timeout(120_000);
    session = await startSession({
      prepare(home) {
        const transcript = new Transcript(home);
        transcript.append(
          promptLine('</title><script>document.title="owned"</script> [x](command:moonlock.refresh) `$(zap)`'),
        );
        for (const model of MODELS)
          transcript.append(answerLine({ model, project: PROJECT, branch: '<u>$(rm -rf)</u>', output: 1_000 }));
        transcript.append(answerLine({ model: '__proto__', session: 'constructor', output: 1_000 }));
      },
    });
    session.page.on('console', (message) => {
      if (
        /Content Security Policy|Refused to/.test(message.text()) &&
        !/fake\.html|service-worker/.test(message.text())
      )
        violations.push(message.text());
    });
    await until(async () => /6\.\d+ k$/.test(await statusText(session.page)), 'all six requests counted');
  });

  afterEach(function () {
    return pictureOfFailure(this.currentTest, session);
  });

  after(() => stopSession(session));

  it('is shown as plain text in the tooltip, without links, icons or pictures of its own', async () => {
    const tooltip = await statusTooltip(session.page, STATUS_ITEM);
    assert.match(await tooltip.innerText(), /<script>document\.title="owned"<\/script>/);
    assert.equal(await tooltip.locator('a, img, script, .codicon').count(), 0);
    assert.doesNotMatch(await tooltip.innerText(), /[^\P{Cc}\n\t]|\u202e/u);
    await session.page.mouse.move(0, 0);
  });

  it('is shown as plain text in sidebar and panel', async () => {
    await openView(session.page, 'Moonlock');
    const sidebar = await webviewFrame(session.page, 'body[data-view="sidebar"] [role=timer]');
    panel = await openPanelFrame(session.page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
    for (const frame of [sidebar, panel]) {
      await until(async () => /<script>document\.title/.test(await frame.innerText('body')), 'the text of the script');
      const made = await frame.locator('#app').evaluate((app) => app.querySelectorAll('script, img, i, u, a').length);
      assert.equal(made, 0);
      assert.doesNotMatch(await frame.innerText('body'), /[^\P{Cc}\n\t]|\u202e/u);
      assert.notEqual(await frame.title(), 'owned');
      const [wide, seen] = await frame.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(wide <= seen, `content is ${wide} px wide, the view ${seen} px`);
    }
  });

  it('runs nothing, breaks no policy and writes nothing outside', async () => {
    assert.notEqual(await session.page.title(), 'owned');
    assert.deepEqual(violations, []);
    assert.equal(existsSync('/tmp/moonlock-owned'), false);
    assert.equal(existsSync(path.join(session.home, 'moonlock-owned')), false);
  });
});
