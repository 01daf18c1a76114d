import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { until } from '../vscode/host/until.mjs';
import { setColorTheme, THEME_NAMES } from '../vscode/host/themes.mjs';
import { openPanelFrame, openView, screenshot, webviewFrame } from '../vscode/host/workbench.mjs';
import { pictureOfFailure, type Session, startSession, stopSession } from './support/session.ts';
import { answerLine, promptLine, Transcript } from './support/transcript.ts';

const MINUTE = 60_000;

describe('Colour themes and the keyboard', () => {
  let session: Session;
  let panel: Frame;
  let sidebar: Frame;

  before(async function () {
    this.timeout(120_000);
    session = await startSession({
      prepare(home) {
        const transcript = new Transcript(home);
        transcript.append(
          promptLine('Give the parser a title that is far too long for any column of any table in the world'),
        );
        for (let i = 0; i < 80; i++)
          transcript.append(
            answerLine({ at: Date.now() - (80 - i) * 2 * MINUTE, cacheRead: 9_000 * i, output: 40 * i }),
          );
      },
    });
    await openView(session.page, 'Moonlock');
    panel = await openPanelFrame(session.page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
    sidebar = await webviewFrame(session.page, 'body[data-view="sidebar"] [role=timer]');
  });

  afterEach(function () {
    return pictureOfFailure(this.currentTest, session);
  });

  after(() => stopSession(session));

  for (const theme of THEME_NAMES) {
    it(`wears ${theme}: text stands out, nothing is clipped`, async () => {
      await setColorTheme(session.page, theme);
      const dark = theme.endsWith('dark');
      await until(async () => isDark(await colourOf(panel, 'backgroundColor')) === dark, 'the views in the theme');
      assert.equal(isDark(await colourOf(panel, 'color')), !dark);
      for (const [name, frame] of [
        ['panel', panel],
        ['sidebar', sidebar],
      ] as const) {
        assert.deepEqual(await clipped(frame), [], `in the ${name}`);
      }
      await screenshot(session.page, `out/shots/e2e/${theme}.png`);
    });
  }

  it('lets the keyboard reach every control of the panel, with a visible focus', async () => {
    await panel.locator('body').click({ position: { x: 5, y: 5 } });
    const wanted = await panel
      .locator('vscode-button, vscode-checkbox, vscode-radio[tabindex="0"], [tabindex="0"]')
      .count();
    assert.ok(wanted >= 4, `${wanted} controls`);
    const reached = new Set<string>();
    for (let press = 0; press < 3 * wanted; press++) {
      await session.page.keyboard.press('Tab');
      const focused = await focusedControl(panel);
      if (focused === undefined) break; // past the last one, out of the view
      reached.add(focused.name);
      assert.ok(focused.outlined, `no focus is to be seen on ${focused.name}`);
    }
    for (const name of ['Refresh', 'Show as table', 'This window'])
      assert.ok(
        [...reached].some((one) => one.includes(name)),
        `${name} among ${[...reached].join(', ')}`,
      );
  });

  it('opens the status bar’s dashboard and the tables by keyboard alone', async () => {
    const toggle = panel.getByText('Show as table').first();
    await toggle.focus();
    await session.page.keyboard.press('Space');
    await until(async () => (await panel.locator('table').count()) >= 3, 'the chart as a table');
    await session.page.keyboard.press('Space');
    await until(async () => (await panel.locator('figure svg').count()) > 0, 'the chart again');
  });
});

function colourOf(frame: Frame, property: 'color' | 'backgroundColor'): Promise<string> {
  return frame.evaluate((name) => getComputedStyle(document.body)[name], property);
}

/** Whether `rgb(r, g, b)` is nearer to black than to white. */
function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

/** Elements whose text is wider than they are and is not cut on purpose, and a page that is wider than its view. */
function clipped(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const wide = [...document.querySelectorAll('#app *')].filter((element) => {
      const style = getComputedStyle(element);
      const cutOnPurpose = style.textOverflow === 'ellipsis';
      const hidden = style.position === 'absolute' && element.clientWidth <= 1; // for screen readers only
      return (
        element.childElementCount === 0 &&
        element.clientWidth > 0 &&
        !cutOnPurpose &&
        !hidden &&
        element.scrollWidth > element.clientWidth + 1
      );
    });
    const page = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    return [...page, ...wide.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** The control that has the focus, by name, or undefined if it is not in the view. */
function focusedControl(frame: Frame): Promise<{ name: string; outlined: boolean } | undefined> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || !document.hasFocus()) return undefined;
    const inner = element.shadowRoot?.activeElement ?? element;
    const marked = [element, inner, ...(element.shadowRoot?.querySelectorAll('*') ?? [])].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
      const focusBorder = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder').trim();
      const probe = document.createElement('i');
      probe.style.color = focusBorder;
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || borderColor === color;
    });
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName,
      outlined: marked,
    };
  });
}
