import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';
import { dashboard, empty, quiet, withStatus } from './fixtures.ts';
import { Harness, THEMES, type Theme } from './harness.ts';
import { clippedTexts, faintTexts, overlappingLabels } from './measure.ts';

const MODELS: Record<string, DashboardModel> = {
  open: withStatus({
    sample: true,
    problems: [
      {
        id: 'p',
        severity: 'warning',
        message: 'Twelve lines of /home/ada/.claude/projects/-home-ada-moonlock/5c1e.jsonl could not be read.',
      },
    ],
  }),
  'no logs': empty({ state: 'no-logs' }),
  'no window': quiet({ state: 'no-window' }),
};

/** Opens the first session and every doubt. */
async function openAll(page: Page): Promise<void> {
  await page.waitForTimeout(100);
  const [details] = await page.getByRole('button', { name: /^Details of/ }).all();
  await details?.click();
  for (const summary of await page.locator('summary').all()) await summary.click();
}

describe('look', function () {
  this.timeout(120_000);
  let harness: Harness;
  before(async () => {
    harness = await Harness.start();
  });
  after(() => harness.stop());

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`has text of at least 4.5:1 in ${theme}`, async () => {
      for (const view of ['panel', 'sidebar'] as const) {
        for (const [name, model] of Object.entries(MODELS)) {
          const page = await harness.open({ view, theme, model, width: view === 'panel' ? 1200 : 320 });
          await openAll(page);
          assert.deepEqual(await page.evaluate(faintTexts), [], `${view} ${name}`);
          await page.context().close();
        }
      }
    });
  }

  for (const width of [200, 240, 320, 700, 725, 900, 1085, 1200]) {
    it(`clips nothing at ${width} px`, async () => {
      for (const view of ['panel', 'sidebar'] as const) {
        for (const table of [false, true]) {
          const page = await harness.open({
            view,
            width,
            model: MODELS['open']!,
            state: { version: 1, period: 'all', table },
          });
          await openAll(page);
          assert.deepEqual(await page.evaluate(clippedTexts), [], `${view} table ${table}`);
          assert.deepEqual(await page.evaluate(overlappingLabels), [], `${view} table ${table}`);
          await page.context().close();
        }
      }
    });
  }

  it('would notice faint, clipped and overlapping text', async () => {
    const page = await harness.open({ model: dashboard() });
    await page.locator('.chart text').first().waitFor();
    await page.evaluate(() => {
      const sentence = document.querySelector<HTMLElement>('.sentence')!;
      Object.assign(sentence.style, { color: '#555', position: 'relative', left: '900px' });
      document.querySelectorAll('.chart text').forEach((label) => label.setAttribute('x', '200'));
    });
    assert.equal((await page.evaluate(faintTexts)).length, 1);
    assert.notEqual((await page.evaluate(clippedTexts)).length, 0);
    assert.notEqual((await page.evaluate(overlappingLabels)).length, 0);
    await page.context().close();
  });

  it('moves nothing when less motion is wanted, by the system or by VS Code', async () => {
    for (const [options, least] of [
      [{}, 1],
      [{ reducedMotion: 'reduce' }, 0],
      [{ bodyClass: 'vscode-reduce-motion' }, 0],
    ] as const) {
      const page = await harness.open({ model: dashboard(), ...options });
      await page.waitForTimeout(300);
      const running = await page.evaluate(() => document.getAnimations().length);
      assert.equal(running, least, JSON.stringify(options));
      await page.context().close();
    }
  });

  it('has arrows that are large enough to hit', async () => {
    const page = await harness.open({ model: dashboard() });
    const { width, height } = (await page.locator('.disclose').first().boundingBox())!;
    assert.ok(width >= 24 && height >= 24);
    await page.context().close();
  });

  it('shows a focus ring on every stop', async () => {
    const page = await harness.open({ view: 'sidebar', width: 320, model: dashboard() });
    await page.locator('.chart svg').waitFor();
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const inner = document.activeElement!.shadowRoot?.querySelector('.control') ?? document.activeElement!;
        const { outlineStyle, borderColor } = getComputedStyle(inner);
        return outlineStyle !== 'none' || borderColor === 'rgb(0, 120, 212)';
      });
      assert.ok(ring, `stop ${i}`);
    }
    await page.context().close();
  });
});
