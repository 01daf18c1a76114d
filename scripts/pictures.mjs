// Takes the README's pictures: a real VS Code that replays the bundled sample.
//   npm run pictures
import { mkdirSync } from 'node:fs';
import { ensureDependencies } from './bootstrap.mjs';

await ensureDependencies();
const { createReplay } = await import('./replay/createReplay.mjs');
const { readSample } = await import('./replay/cliOptions.mjs');
const { launchBrowser } = await import('../test/vscode/host/browser.mjs');
const { freshRoot } = await import('../test/vscode/host/root.mjs');
const { startVscode } = await import('../test/vscode/host/server.mjs');
const { setColorTheme, themeSettings } = await import('../test/vscode/host/themes.mjs');
const workbench = await import('../test/vscode/host/workbench.mjs');

const FOLDER = 'media/readme';
const ITEM = 'moonlock.moonlock.status';
const home = freshRoot();
mkdirSync(FOLDER, { recursive: true });

const sample = await readSample();
const replay = await createReplay({ sources: [sample.transcripts], anchor: sample.now, home, speed: 'max' });
await replay.writeHistory();
const server = await startVscode({ root: home, extension: process.cwd(), settings: themeSettings('dark') });
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 });
  const page = await workbench.openWindow(context, server.url());
  await workbench.statusItem(page, ITEM).waitFor({ timeout: 60_000 });
  await workbench.openView(page, 'Moonlock');
  await workbench.openPanelFrame(page, 'Moonlock: Open Dashboard', 'body[data-view="panel"] [role=timer]');
  await workbench.webviewFrame(page, 'body[data-view="sidebar"] [role=timer]');
  await workbench.screenshot(page, `${FOLDER}/dashboard-dark.png`);
  await workbench.statusTooltip(page, ITEM);
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  const clip = { x: width - 560, y: height - 225, width: 560, height: 225 };
  await page.screenshot({ path: `${FOLDER}/status-bar.png`, clip });
  await page.mouse.move(0, 0);
  await setColorTheme(page, 'light');
  await workbench.screenshot(page, `${FOLDER}/dashboard-light.png`);
} finally {
  await browser.close();
  await server.stop();
}
