import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { formatCompact, formatCount } from '../../src/protocol/format.ts';
import { until } from '../vscode/host/until.mjs';
import { openPanelFrame, openView, runCommand, statusItem, webviewFrame } from '../vscode/host/workbench.mjs';
import {
  cliStatus,
  logEntries,
  pictureOfFailure,
  reloadWindow,
  type Session,
  startSession,
  STATUS_ITEM,
  statusText,
  stopSession,
  tooltipText,
} from './support/session.ts';
import { answerLine, promptLine, Transcript } from './support/transcript.ts';

const MINUTE = 60_000;

describe('From an agent’s log to the screen', () => {
  let session: Session;
  let transcript: Transcript;
  let panel: Frame;
  let sidebar: Frame;

  before(async function () {
    this.timeout(120_000);
    session = await startSession({
      prepare(home) {
        transcript = new Transcript(home);
        const start = Date.now() - 90 * MINUTE;
        transcript.append(promptLine('Mend the flaky test', 'session-1', start));
        for (let i = 0; i < 60; i++)
          transcript.append(answerLine({ at: start + i * MINUTE, cacheRead: 40_000, output: 300 + i }));
        transcript.append(
          answerLine({ at: start + 60 * MINUTE, model: 'claude-haiku-4-5-20251001', cacheCreation: 7_000 }),
        );
      },
    });
  });

  afterEach(function () {
    return pictureOfFailure(this.currentTest, session);
  });

  after(() => stopSession(session));

  it('counts down in the status bar, a second at a time, as an estimate', async () => {
    const { page } = session;
    const first = await until(async () => /^~(\d:\d\d:\d\d) · /.exec(await statusText(page))?.[1], 'the countdown');
    const seconds = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const shown = new Set([seconds(first)]);
    await until(
      async () => shown.add(seconds(/~(\S+)/.exec(await statusText(page))![1]!)).size >= 4,
      'three more seconds',
    );
    const list = [...shown];
    for (const [i, value] of list.slice(1).entries())
      assert.equal(value, list[i]! - 1, `after ${list[i]} came ${value}`);
    const { window } = await cliStatus(session.home);
    assert.ok(window);
    assert.ok(
      Math.abs(
        Math.ceil((Date.parse(window.endsAt) - Date.now()) / 1000) -
          seconds(/~(\S+)/.exec(await statusText(page))![1]!),
      ) <= 1,
    );
  });

  it('tells in the tooltip when it resets, how that is known, and what was spent', async () => {
    const { page, home } = session;
    const { window } = await cliStatus(home);
    assert.ok(window);
    const text = await tooltipText(page);
    const ends = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      Date.parse(window.endsAt),
    );
    assert.match(text, new RegExp(`resets at about ${ends} \\(estimated from your logs, ±10 min\\)`));
    assert.ok(text.includes(`${formatCount(window.totals.total, 'en')} tokens in 61 requests`), text);
    assert.ok(text.includes(`output ${formatCount(window.totals.output, 'en')}`), text);
    assert.ok(text.includes('Opus 4.5: '), text);
  });

  it('opens the dashboard by a click on the status bar', async () => {
    await statusItem(session.page, STATUS_ITEM).click();
    panel = await webviewFrame(session.page, 'body[data-view="panel"] [role=timer]');
  });

  it('shows the same numbers in status bar, sidebar, panel and command line', async () => {
    const { page, home } = session;
    await openView(page, 'Moonlock');
    sidebar = await webviewFrame(page, 'body[data-view="sidebar"] [role=timer]');
    const { window } = await cliStatus(home);
    assert.ok(window);
    const total = formatCount(window.totals.total, 'en');
    await until(async () => (await panel.innerText('body')).includes(total), `${total} in the panel`);
    await until(async () => (await sidebar.innerText('body')).includes(total), `${total} in the sidebar`);
    assert.ok((await statusText(page)).endsWith(`· ${formatCompact(window.totals.total, 'en')}`));
    assert.match(await panel.innerText('body'), /Mend the flaky test/);
    assert.match(await panel.innerText('body'), /Opus 4\.5[\s\S]*Haiku 4\.5/);
  });

  it('shows a new line of the log everywhere without a click', async () => {
    transcript.append(answerLine({ output: 5_000_000 }));
    await everywhere(5_000_000);
  });

  it('shows a new session’s file and a new project’s folder without a click', async () => {
    new Transcript(session.home, 'second.jsonl').append(answerLine({ session: 'second', output: 1_000_000 }));
    await everywhere(1_000_000);
    new Transcript(session.home, 'third.jsonl', '-work-other').append(
      answerLine({ session: 'third', output: 2_000_000, project: '/work/other' }),
    );
    await everywhere(2_000_000);
    await until(async () => /other/.test(await panel.innerText('body')), 'the other project');
  });

  it('catches up in a view that was hidden meanwhile', async () => {
    const { page } = session;
    await runCommand(page, 'File: New Untitled Text File');
    await runCommand(page, 'View: Show Explorer');
    transcript.append(answerLine({ output: 3_000_000 }));
    await until(async () => (await cliStatus(session.home)).window!.totals.total > 11_000_000, 'the new line');
    await openView(page, 'Moonlock');
    sidebar = await webviewFrame(page, 'body[data-view="sidebar"] [role=timer]');
    panel = await openPanelFrame(page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
    await everywhere(3_000_000);
  });

  it('keeps everything over a reload of the window, the panel included, even when the agent deletes its logs', async function () {
    this.timeout(60_000);
    const { page, home } = session;
    const before = await cliStatus(home);
    assert.ok(before.window);
    const total = formatCount(before.window.totals.total, 'en');
    await reloadWindow(page);
    panel = await webviewFrame(page, 'body[data-view="panel"] [role=timer]');
    await until(async () => (await panel.innerText('body')).includes(total), `${total} after a reload`);
    assert.ok((await statusText(page)).endsWith(`· ${formatCompact(before.window.totals.total, 'en')}`));
    rmSync(path.join(home, '.claude'), { recursive: true });
    await reloadWindow(page);
    panel = await webviewFrame(page, 'body[data-view="panel"] [role=timer]');
    await until(async () => (await panel.innerText('body')).includes(total), `${total} after the logs are gone`);
    const ledger = path.join(home, 'data/User/globalStorage/moonlock.moonlock/ledger');
    assert.ok(
      readdirSync(ledger).some((name) => /^ledger-\d{8}\.db$/.test(name)),
      readdirSync(ledger).join(),
    );
  });

  it('runs its commands from the palette', async () => {
    const { page } = session;
    await runCommand(page, 'Moonlock: Refresh');
    await runCommand(page, 'Moonlock: Show Log');
    await until(
      async () => (await logEntries(page)).some((entry) => /In the ledger: \d+ requests/.test(entry)),
      'the log',
    );
    panel = await openPanelFrame(page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
  });

  /** Waits until every surface shows what the command line counts, which must have grown by `added`. */
  async function everywhere(added: number): Promise<void> {
    const { window } = await cliStatus(session.home);
    assert.ok(window && window.totals.total > added);
    const total = formatCount(window.totals.total, 'en');
    await until(
      async () => (await statusText(session.page)).endsWith(`· ${formatCompact(window.totals.total, 'en')}`),
      `${total} in the status bar`,
    );
    await until(async () => (await panel.innerText('body')).includes(total), `${total} in the panel`);
    await until(async () => (await sidebar.innerText('body')).includes(total), `${total} in the sidebar`);
  }
});
