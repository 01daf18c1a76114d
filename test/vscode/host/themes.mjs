// The four kinds of colour theme that VS Code has, each by its newest built-in theme.
import { pick, runCommand } from './workbench.mjs';

const THEMES = /** @type {const} */ ({
  dark: { id: 'Dark 2026', label: 'Dark 2026', file: '2026-dark' },
  light: { id: 'Light 2026', label: 'Light 2026', file: '2026-light' },
  'hc-dark': { id: 'Default High Contrast', label: 'Dark High Contrast', file: 'hc_black' },
  'hc-light': { id: 'Default High Contrast Light', label: 'Light High Contrast', file: 'hc_light' },
});

/** @typedef {keyof typeof THEMES} Theme */

/** All kinds of theme. */
export const THEME_NAMES = /** @type {Theme[]} */ (Object.keys(THEMES));

/**
 * The user settings of a theme, for `startVscode`.
 *
 * @param {Theme} theme
 */
export function themeSettings(theme) {
  return {
    'workbench.colorTheme': THEMES[theme].id,
    'window.autoDetectHighContrast': false,
    'window.autoDetectColorScheme': false,
  };
}

/**
 * Changes the theme as a person does, and waits until the window wears it.
 *
 * @param {import('playwright-core').Page} page
 * @param {Theme} theme
 */
export async function setColorTheme(page, theme) {
  const { label, file } = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await pick(page, label);
  await page.locator(`.monaco-workbench[class*="-themes-${file}-json"]`).waitFor();
}
