import assert from 'node:assert/strict';
import type { StatusReport } from '../../../src/cli/statusReport.ts';
import { answer } from '../../support/claudeLines.ts';
import { moonlock, moonlockJson } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A configuration folder with one answer for each age in milliseconds. */
function configWithAges(ages: readonly number[]): string {
  const config = tempFolder();
  const now = Date.now();
  write(
    config,
    'projects/p/s.jsonl',
    ages.map((age, i) => answer({ id: `m${i}`, at: now - age })),
  );
  return config;
}

describe('moonlock status', function () {
  this.timeout(20_000);

  it('--json tells the open window', async () => {
    const before = Date.now();
    const config = configWithAges([30 * HOUR, 20 * MINUTE, MINUTE]);
    const status = await moonlockJson<StatusReport>(['status', '--json'], { CLAUDE_CONFIG_DIR: config });
    assert.equal(status.schemaVersion, 1);
    assert.equal(status.state, 'open');
    const { window } = status;
    assert.ok(window);
    const [startsAt, endsAt] = [Date.parse(window.startsAt), Date.parse(window.endsAt)];
    assert.equal(endsAt - startsAt, 5 * HOUR);
    assert.deepEqual(window.source, { kind: 'estimate', toleranceSeconds: 600 });
    assert.equal(startsAt % (10 * MINUTE), 0);
    const first = before - 20 * MINUTE;
    assert.ok(startsAt <= first + 1000 && startsAt > first - 10 * MINUTE - 1000);
    assert.equal(window.secondsLeft, Math.ceil((endsAt - Date.parse(status.generatedAt)) / 1000));
    assert.equal(window.totals.requests, 2);
    assert.deepEqual(window.byModel, { 'claude-opus-4-6': window.totals });
    assert.equal(window.usedShare, null);
    assert.equal(window.agent, 'claude-code');
    assert.deepEqual(status.problems, []);
  });

  it('--json tells that no window is open', async () => {
    const config = configWithAges([6 * HOUR, 5.5 * HOUR]);
    const status = await moonlockJson<StatusReport>(['status', '--json'], { CLAUDE_CONFIG_DIR: config });
    assert.equal(status.state, 'no-window');
    assert.equal(status.window, null);
    assert.ok(Math.abs(Date.now() - Date.parse(status.lastRequestAt!) - 5.5 * HOUR) < MINUTE);
  });

  it('--json tells that there are no logs', async () => {
    const status = await moonlockJson<StatusReport>(['status', '--json']);
    assert.deepEqual([status.state, status.window, status.lastRequestAt], ['no-logs', null, null]);
  });

  it('tells the open window in words', async () => {
    const { stdout } = await moonlock(['status'], { CLAUDE_CONFIG_DIR: configWithAges([MINUTE]) });
    assert.match(stdout, /^Claude Code: ~4:\d\d:\d\d left, resets ~\d\d:\d0\.$/m);
    assert.match(stdout, /^Estimated from your logs, ±10 min\.$/m);
    assert.match(stdout, /^4,330 tokens in 1 request since/m);
    assert.match(stdout, /^ {2}claude-opus-4-6: 4,330 tokens, \$0\.0044$/m);
  });

  it('tells the last request where no window is open', async () => {
    const { stdout } = await moonlock(['status'], { CLAUDE_CONFIG_DIR: configWithAges([7 * HOUR + MINUTE]) });
    assert.equal(stdout, 'No window is open. The next prompt starts one.\nThe last request was 7 h ago.\n');
  });

  it('tells in words that there are no logs', async () => {
    assert.equal((await moonlock(['status'])).stdout, 'No logs of any agent were found.\n');
  });

  it('says that the logs are a sample', async () => {
    const config = configWithAges([MINUTE]);
    write(config, '.moonlock-sample', '');
    assert.match(
      (await moonlock(['status'], { CLAUDE_CONFIG_DIR: config })).stdout,
      /^Sample data, not your own logs\.$/m,
    );
  });
});
