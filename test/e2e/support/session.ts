import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { StatusReport } from '../../../src/cli/statusReport.ts';
import { launchBrowser } from '../../vscode/host/browser.mjs';
import { freshRoot } from '../../vscode/host/root.mjs';
import { startVscode, type Vscode } from '../../vscode/host/server.mjs';
import { openWindow, runCommand, screenshot, statusItem, statusTooltip } from '../../vscode/host/workbench.mjs';

/** Moonlock in a real VS Code with a home of its own. */
export interface Session {
  readonly server: Vscode;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The agents' home, which is VS Code's root as well. */
  readonly home: string;
}

/** How a session begins. */
export interface SessionOptions {
  /** Fills the home before VS Code starts. */
  readonly prepare?: (home: string) => void;
  /** A packed extension to install; by default the built one is linked. */
  readonly vsix?: string;
}

const VIEWPORT = { width: 1280, height: 900 };

/** Starts VS Code with the built extension linked and opens a window. */
export async function startSession({ prepare, vsix }: SessionOptions = {}): Promise<Session> {
  const home = freshRoot();
  prepare?.(home);
  const server = await startVscode({ root: home, ...(vsix ? { vsix } : { extension: process.cwd() }) });
  try {
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await openWindow(context, server.url({}));
    await statusItem(page, STATUS_ITEM).waitFor({ timeout: 60_000 });
    return { server, browser, context, page, home };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Ends everything. */
export async function stopSession(session: Session | undefined): Promise<void> {
  await session?.browser.close();
  await session?.server.stop();
}

/** The id of the status bar item. */
export const STATUS_ITEM = 'moonlock.moonlock.status';

/** What the status bar shows now. */
export async function statusText(page: Page): Promise<string> {
  return (await statusItem(page, STATUS_ITEM).innerText()).trim();
}

/** Reloads a window as a person does: VS Code keeps its layout, which a reload of the page may lose. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load', { timeout: 30_000 });
  await Promise.all([loaded, runCommand(page, 'Developer: Reload Window').catch(() => undefined)]); // the palette goes with the page
  await statusItem(page, STATUS_ITEM).waitFor({ timeout: 60_000 });
}

/** The entries of the log that the output panel shows; long ones are wrapped there. */
export async function logEntries(page: Page): Promise<string[]> {
  const text = (await page.locator('.part.panel .view-lines').innerText()).replaceAll('\u00a0', ' ');
  return text.replaceAll(/\n(?!\d{4}-\d\d-)/g, '').split('\n');
}

/** What the status bar item's tooltip says. */
export async function tooltipText(page: Page): Promise<string> {
  const text = await (await statusTooltip(page, STATUS_ITEM)).innerText();
  await page.mouse.move(0, 0);
  return text.replaceAll('\u00a0', ' ');
}

/** What the command line says of the same home. */
export async function cliStatus(home: string): Promise<StatusReport> {
  const env = { PATH: process.env['PATH'], HOME: home };
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/cli.js', 'status', '--json'], { env });
  return JSON.parse(stdout) as StatusReport;
}

/** Keeps a picture of the window in which a test has failed, in out/shots/e2e. */
export async function pictureOfFailure(test: Mocha.Test | undefined, session: Session | undefined): Promise<void> {
  if (test?.state !== 'failed' || !session) return;
  const name = test.fullTitle().replace(/\W+/g, '-').slice(0, 80);
  await screenshot(session.page, `out/shots/e2e/failed-${name}.png`);
}
