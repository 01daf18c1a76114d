// Renders media/icon.svg to media/icon.png, 256 px square, in Chromium.
//   CHROMIUM=/path/to/chromium node scripts/media/icon-png.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const media = new URL('../../media/', import.meta.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
const svg = await readFile(new URL('icon.svg', media), 'utf8');
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
await page.screenshot({ path: fileURLToPath(new URL('icon.png', media)), omitBackground: true });
await browser.close();
