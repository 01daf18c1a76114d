import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { NO_COST } from '../../src/protocol/cost.ts';
import { addTotals } from '../../src/protocol/tokens.ts';
import type { DashboardModel } from '../../src/protocol/viewModels.ts';
import {
  dashboard,
  empty,
  ENDS_AT,
  NOW,
  openWindow,
  period,
  quiet,
  RECONCILIATION,
  session,
  SPENT,
  status,
  tokens,
  withStatus,
} from './fixtures.ts';
import { Harness, push, seen, type OpenOptions } from './harness.ts';

describe('webview', function () {
  this.timeout(60_000);
  let harness: Harness;
  let page: Page;
  before(async () => {
    harness = await Harness.start();
  });
  after(() => harness.stop());
  afterEach(async () => {
    const { violations, errors } = await seen(page);
    assert.deepEqual([...violations, ...errors], []);
    await page.context().close();
  });

  const open = async (options: OpenOptions): Promise<void> => {
    page = await harness.open(options);
    await page.locator('main').waitFor();
  };
  const text = (): Promise<string> => page.locator('#app').innerText();

  describe('live', () => {
    it('asks once, and draws the answer', async () => {
      await open({ model: dashboard() });
      assert.match(await text(), /About 2 h 14 min left in this window\. 26,771,550 tokens spent since 11:40\./);
      assert.deepEqual((await seen(page)).requests, ['ready']);
    });

    it('shows a newer model within two frames, without a click', async () => {
      for (const view of ['panel', 'sidebar'] as const) {
        if (view === 'sidebar') await page.context().close();
        await open({ view, model: dashboard() });
        const spent = addTotals(SPENT, tokens(1_000, 0, 0, 7, 1));
        await push(page, withStatus({ window: openWindow({ spent }) }));
        assert.match(await text(), new RegExp(`${spent.total.toLocaleString('en')} tokens spent`));
      }
    });

    it('prefers an event to an older answer that comes later', async () => {
      await open({ model: null, silent: true });
      await push(page, quiet({ state: 'no-window' }));
      await page.evaluate(
        (model) => window.fakeHost.post({ kind: 'reply', id: 1, ok: true, result: model }),
        dashboard(),
      );
      assert.match(await text(), /No window is running/);
    });

    it('ticks by itself, changes nothing else, and stops at zero', async () => {
      await open({ model: dashboard() });
      const timer = page.getByRole('timer');
      await page.clock.pauseAt(NOW + 20_000);
      assert.equal(await timer.innerText(), '~2:13:40');
      await page.evaluate(() => {
        const changed: string[] = [];
        new MutationObserver((all) =>
          all.forEach(({ target }) => changed.push(target.parentElement?.className ?? '')),
        ).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        Object.assign(window, { changed });
      });
      await page.clock.runFor(3_000);
      assert.equal(await timer.innerText(), '~2:13:37');
      const changed = await page.evaluate(() => (window as unknown as { changed: string[] }).changed);
      assert.deepEqual([...new Set(changed)], ['clock']);
      await page.clock.pauseAt(ENDS_AT - 1_000);
      await page.clock.runFor(500);
      assert.equal(await timer.innerText(), '~0:00:01');
      await page.clock.runFor(5_000);
      assert.equal(await timer.innerText(), '0:00:00');
      assert.match(await text(), /window ended/);
      await page.clock.resume();
      await push(page, withStatus({ window: openWindow({ endsAt: ENDS_AT + 5 * 3_600_000, startsAt: ENDS_AT }) }));
      assert.match(await timer.innerText(), /^~4:59:5\d$/);
    });

    it('runs commands', async () => {
      await open({ model: dashboard() });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.context().close();
      await open({
        view: 'sidebar',
        model: withStatus({ problems: [{ id: 'p', severity: 'error', message: 'Disk full.' }] }),
      });
      await page.getByRole('button', { name: 'Open dashboard' }).click();
      await page.getByRole('button', { name: 'Show log' }).click();
      assert.deepEqual((await seen(page)).commands, ['openDashboard', 'showLog']);
    });

    it('says when nobody answers, and recovers by itself', async () => {
      await open({ silent: true, model: dashboard() });
      assert.match(await text(), /Moonlock is starting/);
      await page.clock.runFor(11_000);
      assert.match(await text(), /The extension does not answer\. Trying again/);
      await page.evaluate(() => (window.fakeHost.options = { ...window.fakeHost.options, silent: false }));
      await page.clock.runFor(6_000);
      assert.match(await text(), /left in this window/);
      assert.doesNotMatch(await text(), /does not answer/);
    });

    it('keeps old figures and says so when the connection is lost later', async () => {
      await open({ model: dashboard(), failing: ['run'] });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('The engine has ended.').waitFor();
      assert.match(await text(), /These figures may be out of date/);
      assert.match(await text(), /offline/);
    });

    it('survives a model that cannot be drawn', async () => {
      await open({ model: dashboard() });
      await push(page, { ...dashboard(), sessions: null } as unknown as DashboardModel);
      assert.match(await text(), /could not be drawn/);
      await push(page, dashboard());
      assert.match(await text(), /left in this window/);
    });
  });

  describe('states', () => {
    const scan = { state: 'scanning', files: 3, bytesDone: 42, bytesTotal: 100 } as const;
    const cases: Record<string, [DashboardModel, RegExp[]]> = {
      starting: [empty({ state: 'starting', scan }), [/Moonlock is starting\./, /reading logs 42\s%/]],
      'no logs': [
        empty({ state: 'no-logs' }),
        [/No agent logs were found/, /~\/\.claude\/projects/, /CLAUDE_CONFIG_DIR/],
      ],
      'no window': [
        quiet({ state: 'no-window' }),
        [/No window is running\. The next prompt starts one\./, /Last request 14:24, 2 min ago\./],
      ],
      'an open window by estimate': [dashboard(), [/~2:1[34]:\d\d/, /~16:40/, /estimated from your logs, ±10\smin/]],
      'sample data': [withStatus({ sample: true }), [/Sample data/]],
      problems: [
        withStatus({ problems: [{ id: 'p', severity: 'warning', message: 'Something to know.' }] }),
        [/Something to know\./, /Show log/],
      ],
      'a known limit': [
        withStatus({
          window: openWindow({ usedShare: 0.48, source: { kind: 'reported', by: 'Codex', observedAt: NOW } }),
        }),
        [/48\s% of its limit is spent/, /reported by Codex/],
      ],
    };
    for (const [name, [model, expected]] of Object.entries(cases)) {
      for (const view of ['panel', 'sidebar'] as const) {
        it(`${name}, ${view}`, async () => {
          await open({ view, model });
          const words = await text();
          for (const pattern of expected) assert.match(words, pattern);
          if (name === 'a known limit') assert.doesNotMatch(words, /~/);
        });
      }
    }

    it('says of what the moon is a share', async () => {
      await open({ model: dashboard() });
      await page.getByRole('img', { name: /45.% of the window's time is left/ }).waitFor();
      await push(page, withStatus({ window: openWindow({ usedShare: 0.48 }) }));
      await page.getByRole('img', { name: /52.% of the limit is left/ }).waitFor();
    });

    it('keeps the chosen period and table, and ignores kept choices of another version', async () => {
      await open({ model: dashboard() });
      await page.getByRole('radio', { name: 'All time' }).click();
      await page.getByRole('checkbox', { name: 'Show as table' }).click();
      assert.deepEqual((await seen(page)).state, { version: 1, period: 'all', by: 'model', table: true });
      await page.getByRole('table', { name: 'Tokens spent in this window' }).waitFor();
      await page.context().close();
      await open({ model: dashboard(), state: { version: 0, period: 'all', table: true } });
      await page.getByRole('radio', { name: 'This window', checked: true }).waitFor();
    });
  });

  describe('totals', () => {
    const table = (by: string) => page.getByRole('table', { name: `Totals by ${by}` });

    it('tell what they cost, what has no price, and how sure they are', async () => {
      await open({ model: dashboard() });
      const words = await text();
      assert.match(words, /26,771,550 tokens in 475 requests since 11:40\. ≥\s\$133\.46 at list prices\./);
      assert.match(words, /1 request of 1 model has no price and is in no cost: claude-next-preview\./);
      assert.match(words, /97\s% of 475 requests are final\./);
      assert.doesNotMatch(words, /written by a version/);
      await page.locator('summary').click();
      assert.match(await text(), /9 requests: the last record .*\n?.*3 requests: written by a version/);
      const cells = await table('model').locator('tbody tr').last().locator('td').allInnerTexts();
      assert.deepEqual([cells.at(-1), await table('model').locator('tbody tr').count()], ['–', 4]);
    });

    it('say nothing of doubts where there are none', async () => {
      const [first] = dashboard().periods;
      const sure = { cost: NO_COST, confidence: { final: 475, partial: 0, estimated: 0, reasons: {} } };
      await open({ model: dashboard({ periods: [{ ...first!, ...sure }] }) });
      assert.match(await text(), /All 475 requests are final\./);
      assert.equal(await page.locator('summary').count(), 0);
      assert.doesNotMatch(await text(), /no price/);
    });

    it('may be broken down by project and agent, and remember that', async () => {
      await open({ model: dashboard() });
      await page.getByRole('radio', { name: 'By project' }).click();
      assert.deepEqual(await table('project').locator('tbody th').allInnerTexts(), ['moonlock', 'parser', '7 others']);
      assert.equal(
        await table('project').locator('tbody th bdi').first().getAttribute('title'),
        '/home/ada/src/moonlock',
      );
      await page.getByRole('radio', { name: 'By agent' }).click();
      assert.deepEqual(await table('agent').locator('tbody th').allInnerTexts(), ['Claude Code', 'Codex']);
      assert.deepEqual((await seen(page)).state, { version: 1, period: 'window', by: 'agent', table: false });
      await page.context().close();
      await open({ model: dashboard(), state: { version: 1, period: 'nonsense', by: 'project' } });
      await table('project').waitFor();
    });
  });

  describe('sessions', () => {
    const details = (name: RegExp) => page.getByRole('button', { name });

    it('show prompts, cost and how full the context is, yellow only when it is nearly full', async () => {
      await open({ model: dashboard() });
      const rows = page.getByRole('table', { name: 'Recent sessions' }).locator('tbody tr');
      assert.deepEqual(
        (await rows.first().locator('td').allInnerTexts()).map((cell) => cell.trim()),
        ['moonlock', 'Claude Code · Opus 4.5, Haiku 4.5', '13:44', '9', '301', '19,334,643', '83\u202f%', '$96.67', ''],
      );
      const contexts = await rows.locator('td:nth-child(8)').allInnerTexts();
      assert.deepEqual(contexts, ['83\u202f%', '83\u202f%', '25\u202f%', '987', '–', '83\u202f%']);
      assert.equal(await rows.locator('.warn').count(), 3);
      const costs = await rows.locator('td:nth-child(9)').allInnerTexts();
      assert.deepEqual(costs.slice(3, 5), ['$0.0049', '–']);
    });

    it('open one at a time, with what the agent itself counts', async () => {
      await open({ model: dashboard() });
      await details(/^Details of Fix flaky/).click();
      const words = await page.locator('#session-details').innerText();
      for (const part of [
        /\/home\/ada\/src\/moonlock/,
        /Sub-agents\s+2/,
        /Claude Code itself counts \$90\.42, \$0\.32 more than the \$90\.10 at list prices\./,
        /\+\$0\.35: calls that the log does not hold, .* \(Haiku 4\.5\)\./,
        /−\$0\.04: the same tokens at different prices/,
        /21 later requests are not compared\./,
        /166,012 of 200,000 tokens in the context: nearly full/,
        /All 301 requests are final\./,
      ])
        assert.match(words, part);
      await details(/^Details of Write the changelog/).click();
      const other = await page.locator('#session-details').innerText();
      assert.match(other, /987 tokens in the context\.\s+The request is not final\./);
      assert.doesNotMatch(other, /itself counts/);
      await details(/^Details of Write the changelog/).click();
      assert.equal(await page.locator('#session-details').count(), 0);
    });

    it('stay open when a newer model comes', async () => {
      await open({ model: dashboard() });
      await details(/^Details of Fix flaky/).click();
      const sessions = [session({ id: 's-0', title: 'New' }), ...dashboard().sessions];
      await push(page, dashboard({ sessions }));
      assert.equal(await details(/^Details of Fix flaky/).getAttribute('aria-expanded'), 'true');
      assert.equal(await details(/^Details of New/).getAttribute('aria-expanded'), 'false');
      assert.match(await page.locator('#session-details').innerText(), /itself counts/);
    });

    it('tell in the sidebar how full each is', async () => {
      await open({ view: 'sidebar', width: 300, model: dashboard() });
      assert.deepEqual(await page.locator('.context').allInnerTexts(), [
        '83\u202f% full',
        '83\u202f% full',
        '25\u202f% full',
      ]);
    });
  });

  describe('hostile texts', () => {
    const EVIL =
      '<img src=x onerror="window.ran=1"><script>window.ran=2</script>[click](command:workbench.action.quit)\u202egnp.exe\u0000\u001b]8;;';
    it('stay text, run nothing and link nowhere', async () => {
      const evilCost = { ...NO_COST, unpricedRequests: 5, unpricedModels: [EVIL] };
      const residual = [{ cause: 'prices', usd: 1, models: [EVIL] }] as const;
      const rows = [
        session({
          title: EVIL,
          project: EVIL,
          branch: EVIL,
          models: [EVIL],
          agent: EVIL,
          cost: evilCost,
          reconciliation: { ...RECONCILIATION, residual },
        }),
      ];
      const evilPart = { name: EVIL, totals: SPENT, cost: evilCost };
      const parts = { parts: [evilPart], others: null };
      const problems = [{ id: EVIL, severity: 'error', message: EVIL }] as const;
      const periods = [
        { ...period('window', null, SPENT), cost: evilCost, by: { model: parts, project: parts, agent: parts } },
      ];
      const evilWindow = openWindow({
        agent: EVIL,
        byModel: [evilPart],
        source: { kind: 'reported', by: EVIL, observedAt: NOW },
      });
      for (const view of ['panel', 'sidebar'] as const) {
        if (view === 'sidebar') await page.context().close();
        await open({
          view,
          model: dashboard({ status: status({ window: evilWindow, problems }), periods, sessions: rows }),
        });
        if (view === 'panel') await page.getByRole('button', { name: /^Details of/ }).click();
        await page.waitForTimeout(100);
        assert.equal(await page.evaluate(() => window.ran), undefined);
        assert.equal(await page.locator('#app :is(img, script, a, iframe)').count(), 0);
        assert.match(await text(), /<script>window\.ran=2<\/script>\[click\]\(command:/);
        const markup = await page.locator('#app').evaluate((app) => app.outerHTML);
        assert.deepEqual(
          ['\u0000', '\u001b', '\u202e'].filter((control) => markup.includes(control)),
          [],
        );
      }
    });

    it('of any length leave the layout alone', async () => {
      const long = 'w'.repeat(10_000);
      const rows = [session({ title: long, project: `/${long}`, branch: long, models: [long] })];
      for (const view of ['panel', 'sidebar'] as const) {
        if (view === 'sidebar') await page.context().close();
        await open({ view, width: 300, model: dashboard({ sessions: rows }) });
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      }
      assert.equal((await page.locator(`[title^="wwww"]`).first().getAttribute('title'))?.length, 10_000);
    });
  });

  describe('keyboard', () => {
    it('reaches everything in order, with one stop for the chart', async () => {
      await open({ model: dashboard() });
      await page.locator('.chart svg').waitFor();
      const stops: string[] = [];
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press('Tab');
        stops.push(
          await page.evaluate(
            () => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent.trim(),
          ),
        );
      }
      assert.deepEqual(stops, [
        'Refresh',
        'Show as table',
        'Tokens spent over this window, point by point',
        'This window',
      ]);
    });

    it("moves the chart's point by arrows, Home and End, and leaves by Escape", async () => {
      await open({ model: dashboard() });
      const chart = page.getByRole('slider');
      await chart.focus();
      const value = async (): Promise<number> => Number(await chart.getAttribute('aria-valuenow'));
      const last = await value();
      await page.keyboard.press('ArrowLeft');
      assert.equal(await value(), last - 1);
      await page.keyboard.press('Home');
      assert.equal(await value(), 0);
      await page.keyboard.press('ArrowRight');
      assert.match(
        (await chart.getAttribute('aria-valuetext'))!,
        /^11:45: .* tokens spent, .* since 11:40 in \d+ requests$/,
      );
      await page.keyboard.press('End');
      assert.equal(await page.locator('.popover').count(), 1);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.popover').count(), 0);
    });

    it('and pointer move the same point', async () => {
      await open({ model: dashboard() });
      await page.hover('.chart svg', { position: { x: 560, y: 100 } });
      assert.match(await page.locator('.popover').innerText(), /14:00/);
    });
  });
});
