// Drives VS Code windows as a person would, with Playwright. Everything waits on conditions, with an upper bound.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { until } from './until.mjs';

/** @import { BrowserContext, Frame, Locator, Page } from 'playwright-core' */

/** Machines that run tests are often busy: three times what a slow one was seen to need. */
const WINDOW_LIMIT_MS = 60_000;
const LIMIT_MS = 20_000;
const TRY_MS = 2_000;

/**
 * Opens a window and waits until VS Code shows itself, which is before extensions start: wait for what yours shows.
 * Windows of one context share what extensions keep in `globalState`, as those of a desktop do.
 *
 * @param {BrowserContext} context
 * @param {string} url
 * @returns {Promise<Page>}
 */
export async function openWindow(context, url) {
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: WINDOW_LIMIT_MS });
  return page;
}

/**
 * Runs a command through the palette, by the title it has there, such as "Moonlock: Open Dashboard".
 *
 * @param {Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  const input = page.locator('.quick-input-widget input.input');
  const row = rowOf(page, title);
  // While VS Code is still busy with its own start, a key press may be lost, and a view that appears takes the focus
  // from the palette, which closes it: then the palette is opened again.
  await until(async () => {
    if (!(await input.isVisible())) await page.keyboard.press('F1');
    await input.fill(`>${title}`, { timeout: TRY_MS });
    await row.click({ timeout: TRY_MS });
    return true;
  }, `the command "${title}" in the palette`);
  await row.waitFor({ state: 'hidden' });
}

/**
 * Chooses a row of the list that is open on top of the window, by its text.
 *
 * @param {Page} page
 * @param {string} label
 */
export async function pick(page, label) {
  await page.locator('.quick-input-widget input.input').fill(label);
  await rowOf(page, label).click();
  await rowOf(page, label).waitFor({ state: 'hidden' });
}

/**
 * @param {Page} page
 * @param {string} label
 */
function rowOf(page, label) {
  const rows = page.locator('.quick-input-widget .monaco-list-row', { has: page.getByText(label, { exact: true }) });
  return rows.first();
}

/**
 * An item of the status bar.
 *
 * @param {Page} page
 * @param {string} id `<publisher>.<extension>.<id of the item>`
 */
export function statusItem(page, id) {
  return page.locator(`.part.statusbar [id="${id}"]`);
}

/**
 * Points at an item of the status bar and gives the tooltip that appears.
 *
 * @param {Page} page
 * @param {string} id as for {@link statusItem}
 * @returns {Promise<Locator>}
 */
export async function statusTooltip(page, id) {
  const tooltip = page.locator('.workbench-hover-container .monaco-hover, .workbench-hover');
  await page.mouse.move(0, 0);
  await statusItem(page, id).hover();
  await tooltip.first().waitFor();
  return tooltip.first();
}

/**
 * Shows a view container by its title in the activity bar; it stays as it is when it is shown already.
 *
 * @param {Page} page
 * @param {string} title
 */
export async function openView(page, title) {
  const tab = page.locator('.part.activitybar').getByRole('tab', { name: title, exact: true });
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  await page.locator('.part.sidebar').getByRole('heading', { name: title }).first().waitFor();
}

/**
 * The inner document of the webview that shows `selector`: a webview is a frame within a frame, and a window has several.
 *
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<Frame>}
 */
export async function webviewFrame(page, selector) {
  const inner = () => page.frames().filter((one) => one.name() === 'active-frame' || one.url().includes('fake.html'));
  return until(
    async () => {
      for (const frame of inner())
        if (
          await frame
            .locator(selector)
            .count()
            .catch(() => 0)
        )
          return frame;
      return undefined;
    },
    `a webview that shows ${selector}`,
    2 * LIMIT_MS, // The first webview of a browser context waits for its service worker.
  );
}

/**
 * Runs the command that opens a webview panel and gives its inner document.
 *
 * @param {Page} page
 * @param {string} title of the command
 * @param {string} selector something that only this panel shows
 */
export async function openPanelFrame(page, title, selector) {
  await runCommand(page, title);
  return webviewFrame(page, selector);
}

/**
 * Takes a picture of a window or a part of it, with transitions at their end and no blinking caret.
 *
 * @param {Page | Locator} target
 * @param {string} file a .png; its folder is made
 */
export async function screenshot(target, file) {
  mkdirSync(dirname(file), { recursive: true });
  await target.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}
