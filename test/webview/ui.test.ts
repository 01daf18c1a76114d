import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Harness, seen } from './harness.ts';

describe('ui kit contract', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;
  before(async () => {
    harness = await Harness.start('test/webview/uiPage.tsx');
  });
  after(() => harness.stop());
  beforeEach(async () => {
    page = await harness.open({ width: 600 });
    await page.getByRole('button', { name: 'Press' }).waitFor();
  });
  afterEach(() => page.context().close());

  const events = (): Promise<string[]> => page.evaluate(() => (window as unknown as { kitEvents: string[] }).kitEvents);

  it('is quiet by itself, and within the content security policy', async () => {
    await page.waitForTimeout(100);
    assert.deepEqual(await events(), []);
    const { violations, errors } = await seen(page);
    assert.deepEqual([...violations, ...errors], []);
  });

  it('Button is pressed by click, Enter and Space, and not when disabled', async () => {
    const button = page.getByRole('button', { name: 'Press' });
    await button.click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await page.locator('vscode-button', { hasText: 'Blocked' }).click({ force: true });
    assert.deepEqual(await events(), ['press', 'press', 'press']);
    assert.ok(await page.getByRole('button', { name: 'Blocked' }).isDisabled());
  });

  it('Choice has a label and one tab stop, shows its value, and arrows choose', async () => {
    const group = page.getByRole('radiogroup', { name: 'Letter' });
    await group.getByRole('radio', { name: 'Second', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Press' }).click();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Second');
    await page.keyboard.press('ArrowRight');
    await group.getByRole('radio', { name: 'Third', checked: true }).waitFor();
    await group.getByRole('radio', { name: 'First' }).click();
    await group.getByRole('radio', { name: 'First', checked: true }).waitFor();
    assert.deepEqual(await events(), ['press', 'choose c', 'choose a']);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Flag');
  });

  it('Choice cannot be changed when disabled', async () => {
    await page.getByRole('radiogroup', { name: 'Shut' }).getByText('Third').click({ force: true });
    assert.deepEqual(await events(), []);
  });

  it('Disclose says whether it is open and what it opens, and is toggled by click, Enter and Space', async () => {
    const arrow = page.getByRole('button', { name: 'More' });
    assert.deepEqual(
      [await arrow.getAttribute('aria-expanded'), await arrow.getAttribute('aria-controls')],
      ['false', null],
    );
    await arrow.click();
    assert.equal(await arrow.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator(`#${await arrow.getAttribute('aria-controls')}`).innerText(), 'More of it.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    assert.deepEqual(await events(), ['disclose true', 'disclose false', 'disclose true']);
  });

  it('Toggle is changed by click and Space, and not when disabled', async () => {
    const box = page.getByRole('checkbox', { name: 'Flag' });
    await page.getByRole('checkbox', { name: 'Flag', checked: true }).waitFor();
    await box.click();
    // The toolkit writes its attributes in the next frame.
    await page.getByRole('checkbox', { name: 'Flag', checked: false }).waitFor();
    await box.focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: 'Flag', checked: true }).waitFor();
    await page.getByText('Fixed').click({ force: true });
    assert.deepEqual(await events(), ['toggle false', 'toggle true']);
  });
});
