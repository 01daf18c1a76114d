import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { formatCompact, formatCount } from '../../src/protocol/format.ts';
import { cliStatus, STATUS_ITEM, statusText } from '../e2e/support/session.ts';
import { answerLine, Transcript } from '../e2e/support/transcript.ts';
import { launchBrowser } from '../vscode/host/browser.mjs';
import { freshRoot, linkExtension, placesIn } from '../vscode/host/root.mjs';
import { startVscode, type Vscode } from '../vscode/host/server.mjs';
import { until } from '../vscode/host/until.mjs';
import { openPanelFrame, openWindow, runCommand, statusItem } from '../vscode/host/workbench.mjs';
import { makeTree } from './make-tree.mjs';
import { type Figure, spreadOf } from './stats.ts';

const STARTS = 5;
const APPENDS = 60;
const SETTLE_MS = 8_000;
/** Bytes a second at the least, so that a scan is over when the measuring is. */
const SLOWEST_SCAN = 50e6;
const PROBE = path.resolve('test/bench/probe');

interface Editor {
  readonly home: string;
  readonly server: Vscode;
  readonly context: BrowserContext;
  readonly probeFile: string;
  stop(): Promise<void>;
}

/** A real VS Code with the event loop probe, and with Moonlock unless it is the control. */
async function openEditor(moonlock: boolean, prepare: (home: string) => void = () => undefined): Promise<Editor> {
  const home = freshRoot();
  const probeFile = path.join(home, 'probe.jsonl');
  mkdirSync(placesIn(home).extensions, { recursive: true });
  linkExtension(home, PROBE);
  prepare(home);
  const server = await startVscode({
    root: home,
    env: { PROBE_FILE: probeFile },
    ...(moonlock && { extension: process.cwd() }),
  });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const stop = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  return { home, server, context, probeFile, stop };
}

/** How long `activate` takes, as VS Code itself measures it, over several starts of the extension host. */
export async function benchActivation(): Promise<Figure[]> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const editor = await openEditor(true);
    try {
      const page = await openWindow(editor.context, editor.server.url({}));
      await statusItem(page, STATUS_ITEM).waitFor({ timeout: 60_000 });
      times.push(await activationMs(page));
    } finally {
      await editor.stop();
    }
  }
  return [{ name: 'activation on the extension host’s main thread', unit: 'ms', spread: spreadOf(times) }];
}

async function activationMs(page: Page): Promise<number> {
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Moonlock' });
  const text = await until(
    async () => /Activation: (\d+)ms/.exec((await row.innerText()).replaceAll('\u00a0', ' '))?.[1],
    'the activation time',
  );
  return Number(text);
}

/** From the write of a log line to the changed text in status bar and panel, in the same clock. */
export async function benchLatency(): Promise<Figure[]> {
  let transcript!: Transcript;
  const editor = await openEditor(true, (home) => {
    transcript = new Transcript(home);
    for (let i = 0; i < 300; i++) transcript.append(answerLine({ at: Date.now() - i * 20_000, output: 50 }));
  });
  try {
    const page = await openWindow(editor.context, editor.server.url({}));
    await statusItem(page, STATUS_ITEM).waitFor({ timeout: 60_000 });
    const panel = await openPanelFrame(page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
    let total = (await cliStatus(editor.home)).window!.totals.total;
    await until(async () => (await statusText(page)).endsWith(formatCompact(total, 'en')), 'the first total');
    const status: number[] = [];
    const view: number[] = [];
    for (let i = 0; i < APPENDS; i++) {
      total += 1_000_000;
      const inStatus = await whenShown(
        page.mainFrame(),
        `.part.statusbar [id="${STATUS_ITEM}"]`,
        formatCompact(total, 'en'),
      );
      const inPanel = await whenShown(panel, 'body', formatCount(total, 'en'));
      const line = answerLine({ input: 0, output: 1_000_000 });
      const written = Date.now();
      transcript.append(line);
      status.push((await inStatus()) - written);
      view.push((await inPanel()) - written);
      await page.waitForTimeout(100 + (i % 7) * 40); // not in step with the countdown
    }
    return [
      { name: 'log line written → status bar shows it', unit: 'ms', spread: spreadOf(status) },
      { name: 'log line written → panel shows it', unit: 'ms', spread: spreadOf(view) },
    ];
  } finally {
    await editor.stop();
  }
}

/** Starts to watch for a text; the function it gives waits and tells when it was there (milliseconds since the epoch). */
async function whenShown(frame: Frame, selector: string, text: string): Promise<() => Promise<number>> {
  const handle = await frame.evaluateHandle(
    ([where, what]) => {
      const target = document.querySelector(where!)!;
      const shown = new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!target.textContent?.includes(what!)) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(target, { subtree: true, childList: true, characterData: true });
      });
      return { shown };
    },
    [selector, text],
  );
  return () => handle.evaluate(({ shown }) => shown);
}

/** How long the extension host's event loop is held up while Moonlock reads a large tree, beside a host without it. */
export async function benchStall(bytes: number): Promise<Figure[]> {
  const megabytes = bytes / 1e6;
  const figures: Figure[] = [];
  for (const moonlock of [true, false]) {
    const editor = await openEditor(moonlock);
    try {
      const page = await openWindow(editor.context, editor.server.url({}));
      const tree = path.join(editor.home, 'tree');
      makeTree({ bytes, out: tree });
      mkdirSync(path.join(editor.home, '.claude'));
      await page.waitForTimeout(SETTLE_MS); // VS Code's own start is over
      const begin = Date.now();
      renameSync(path.join(tree, 'projects'), path.join(editor.home, '.claude', 'projects'));
      await page.waitForTimeout((bytes / SLOWEST_SCAN) * 1000);
      const end = Date.now();
      await page.waitForTimeout(SETTLE_MS);
      const over = Date.now();
      if (moonlock) await checkScanned(page, editor.home); // it would load the machine
      const name = moonlock ? 'with Moonlock' : 'without Moonlock (control)';
      const delays = probed(editor.probeFile);
      figures.push(
        {
          name: `event loop delay per 200 ms while ${megabytes} MB are read, ${name}`,
          unit: 'ms',
          spread: spreadOf(delays(begin, end + 200)),
        },
        {
          name: `event loop delay per 200 ms, idle, ${name}`,
          unit: 'ms',
          spread: spreadOf(delays(end + 1_000, over)),
        },
        {
          name: `extension host memory (RSS), ${name}`,
          unit: 'MiB',
          spread: spreadOf(editor.server.extensionHosts().map(rssMiB)),
        },
      );
    } finally {
      await editor.stop();
    }
  }
  return figures;
}

async function checkScanned(page: Page, home: string): Promise<void> {
  const { window } = await cliStatus(home);
  const shown = await statusText(page);
  const expected = window ? formatCompact(window.totals.total, 'en') : 'no window';
  if (!shown.endsWith(expected))
    throw new Error(`The scan took longer than was measured: "${shown}", not "${expected}".`);
}

/** What the probe saw, as a function that gives the longest delays of each of its rounds between two instants. */
function probed(file: string): (from: number, to: number) => number[] {
  const rounds = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { at: number; max: number });
  return (from, to) => rounds.filter(({ at }) => at >= from && at <= to).map(({ max }) => max);
}

function rssMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
