import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';
import { dashboard, empty, openWindow, quiet, session, status, withStatus } from './fixtures.ts';
import { Harness, THEMES, type OpenOptions, type Theme } from './harness.ts';

const OUT = 'out/shots/webview';

/** Opens what is behind the first session and behind the first doubt. */
async function openFirst(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await page.locator('summary').first().click();
}

describe('screenshots', function () {
  this.timeout(60_000);
  let harness: Harness;
  before(async () => {
    await mkdir(OUT, { recursive: true });
    harness = await Harness.start();
  });
  after(() => harness.stop());

  async function shoot(
    name: string,
    options: OpenOptions,
    before?: (page: Awaited<ReturnType<Harness['open']>>) => Promise<void>,
  ): Promise<void> {
    const page = await harness.open(options);
    await page.waitForTimeout(150);
    await before?.(page);
    await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
    await page.context().close();
  }

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`panel and sidebar in ${theme}`, async () => {
      await shoot(`panel-${theme}`, { theme, model: dashboard() }, async (page) => {
        await page.hover('.chart svg', { position: { x: 560, y: 120 } });
        await openFirst(page);
      });
      await shoot(`sidebar-${theme}`, { theme, view: 'sidebar', width: 330, model: dashboard() });
      await shoot(`sidebar-200-${theme}`, { theme, view: 'sidebar', width: 200, model: dashboard() });
    });
  }

  const scanning = { state: 'scanning', files: 321, bytesDone: 42, bytesTotal: 100 } as const;
  const problems = [
    {
      id: 'a',
      severity: 'warning',
      message: '12 lines of ~/.claude/projects/-home-ada-moonlock/5c1e.jsonl could not be read. They are not counted.',
    },
    {
      id: 'b',
      severity: 'error',
      message:
        'The ledger could not be saved: no space is left on the disk. Free some space; nothing is lost meanwhile.',
    },
    { id: 'c', severity: 'info', message: 'The clock of this machine went back by 61 minutes.' },
    { id: 'd', severity: 'info', message: 'A fourth thing to know.' },
  ] as const;
  const states: Record<string, DashboardModel | null> = {
    'no-answer': null,
    starting: empty({ state: 'starting', scan: scanning }),
    'no-logs': empty({ state: 'no-logs' }),
    'no-window': quiet({ state: 'no-window' }),
    'scanning-sample-problems': withStatus({ scan: scanning, sample: true, problems }),
    ended: withStatus({ window: openWindow({ endsAt: status().generatedAt - 60_000 }) }),
    reported: withStatus({
      window: openWindow({
        usedShare: 0.48,
        source: { kind: 'reported', by: 'Codex', observedAt: status().generatedAt - 120_000 },
      }),
    }),
    huge: dashboard({
      sessions: [
        session({
          title: 'x'.repeat(10_000),
          project: `/${'y'.repeat(10_000)}`,
          branch: 'z'.repeat(10_000),
          models: ['m'.repeat(10_000)],
        }),
      ],
    }),
  };
  for (const [name, model] of Object.entries(states)) {
    it(`state ${name}`, async () => {
      await shoot(`state-${name}-panel`, { model });
      await shoot(`state-${name}-sidebar`, { model, view: 'sidebar', width: 300 });
    });
  }

  it('other widths, and the table', async () => {
    await shoot('panel-320', { width: 320, model: dashboard() });
    await shoot('panel-700', { width: 700, model: dashboard() });
    await shoot('panel-table', { model: dashboard(), state: { version: 1, period: 'week', table: true } });
    await shoot('sidebar-table', {
      view: 'sidebar',
      width: 240,
      model: dashboard(),
      state: { version: 1, period: 'week', table: true },
    });
    await shoot('panel-700-details', { width: 700, model: dashboard() }, openFirst);
    await shoot('panel-800', { width: 800, model: dashboard() });
    await shoot('panel-project', { model: dashboard(), state: { version: 1, by: 'project', period: 'all' } });
    await shoot('panel-de', { model: dashboard(), locale: 'de' });
  });
});
