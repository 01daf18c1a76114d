import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/**
 * Starts Chromium, installing it first if need be.
 *
 * @param {{ log?: (line: string) => void, headless?: boolean }} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser({ log, headless = true } = {}) {
  return chromium.launch({
    executablePath: await ensureChromium(log ? { log } : {}),
    headless,
    // It shows nothing but VS Code on this machine, often as root, for whom Chromium has no sandbox.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
