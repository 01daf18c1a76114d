import assert from 'node:assert/strict';
import { moonlock } from '../../support/cli.ts';

const WRONG: readonly (readonly [args: string[], message: RegExp])[] = [
  [['frobnicate'], /There is no command "frobnicate"/],
  [['report', 'more'], /Unexpected argument "more"/],
  [['report', '--frobnicate'], /--frobnicate/],
  [['report', '--json=yes'], /--json/],
  [['report', '--by'], /--by/],
  [['report', '--by', 'week'], /--by knows model, day, session, project; "week" is none of them/],
  [['report', '--agent', 'clod'], /--agent knows claude-code(, [a-z-]+)*; "clod" is none of them/],
  [['report', '--timezone', 'Mars/Olympus'], /"Mars\/Olympus" is no time zone/],
  [['report', '--since', '2026-02-30'], /There is no day 2026-02-30/],
  [['report', '--until', '2026-13-01'], /There is no day 2026-13-01/],
  [['report', '--since', 'yesterday'], /"yesterday" is neither a day such as 2026-01-31 nor a time/],
  [['report', '--until', '2026-01-01T99:00Z'], /neither a day/],
  [['report', '--since', ''], /neither a day/],
  [['status', '--by', 'day'], /--by is an option of report/],
  [['status', '--since', '2026-01-01'], /--since is an option of report/],
];

describe('moonlock with arguments that make no sense', function () {
  this.timeout(20_000);
  for (const [args, message] of WRONG) {
    it(`moonlock ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await moonlock(args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /^moonlock: .*\nSee moonlock --help\.\n$/);
    });
  }
});

describe('moonlock asked for help', function () {
  this.timeout(20_000);
  for (const args of [[], ['--help'], ['-h'], ['help'], ['report', '--help']]) {
    it(`moonlock ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await moonlock(args);
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
      assert.match(stdout, /^Usage: moonlock <command>/);
      for (const option of ['--by', '--since', '--until', '--timezone', '--agent', '--json'])
        assert.ok(stdout.includes(option));
    });
  }
  it('moonlock --version tells the version', async () => {
    const { code, stdout } = await moonlock(['--version']);
    assert.equal(code, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
