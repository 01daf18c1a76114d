import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { answer } from '../../support/claudeLines.ts';
import { CLI, moonlock } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;
const HOSTILE = '\u001b[31mred\u001b[0m\r\n\u0007\u202eevil\u2066\u0085\u009b2J\ttab';

function configWith(lines: readonly object[], file = 'projects/p/s.jsonl'): { CLAUDE_CONFIG_DIR: string } {
  const config = tempFolder();
  write(config, file, lines);
  return { CLAUDE_CONFIG_DIR: config };
}

describe('moonlock report as a table', function () {
  this.timeout(20_000);

  it('has a head, a line for each day and a line for all, with aligned columns', async () => {
    const lines = [answer({ id: 'a' }), answer({ id: 'b', at: '2026-05-02T10:00:00Z', cacheRead: 4_000_000 })];
    const { stdout } = await moonlock(['report', '--timezone', 'UTC'], configWith(lines));
    const [name, head, rule, first, second, all, ...rest] = stdout.split('\n');
    assert.equal(name, 'Claude Code');
    assert.equal(head!.replace(/ {2,}/g, '|'), 'Day (UTC)|Input|Output|Cache write|Cache read|Total|Requests|Cost');
    assert.match(rule!, /^─+( {2}─+){7}$/);
    assert.equal(first!.replace(/ {2,}/g, '|'), '2026-05-01|10|20|300|4,000|4,330|1|$0.0044');
    assert.equal(second!.replace(/ {2,}/g, '|'), '2026-05-02|10|20|300|4,000,000|4,000,330|1|$2.00');
    assert.equal(all!.replace(/ {2,}/g, '|'), 'All|20|40|600|4,004,000|4,004,660|2|$2.01');
    assert.deepEqual(rest, [
      '',
      'Cost: list prices in US dollars.',
      'None of 2 requests is final.',
      '  2 requests: the last record of the answer was written before its end, so that its output may be larger.',
      '',
    ]);
    assert.deepEqual(new Set([head, rule, first, second, all].map((line) => line!.length)).size, 1);
  });

  it('has one table for each breakdown', async () => {
    const { stdout } = await moonlock(['report', '--by', 'model,project,session'], configWith([answer()]));
    assert.deepEqual(stdout.match(/^(Model|Project|Session)/gm), ['Model', 'Project', 'Session']);
  });

  it('says so where nothing was found', async () => {
    assert.equal((await moonlock(['report'])).stdout, 'No request was found in this time.\n');
  });

  it('shows names with control characters as one harmless line', async () => {
    const variables = configWith([answer({ model: HOSTILE, session: HOSTILE, cwd: HOSTILE })]);
    const { stdout } = await moonlock(['report', '--by', 'model,session,project'], variables);
    assert.doesNotMatch(stdout, CONTROLS);
    assert.equal(stdout.match(/red/g)?.length, 3 + 1);
    assert.equal(stdout.trim().split('\n').length, 3 * 5 + 3 + 4);
  });

  it('shows models with control characters in the status as one harmless line', async () => {
    const { stdout } = await moonlock(['status'], configWith([answer({ model: HOSTILE, at: Date.now() - 1000 })]));
    assert.match(stdout, /red/);
    assert.doesNotMatch(stdout, CONTROLS);
  });

  it('shows file names with control characters as one harmless line, on stderr too', async () => {
    const variables = configWith([answer()], 'projects/\u001b[31mp\u0007/s.jsonl');
    write(variables.CLAUDE_CONFIG_DIR, 'projects/\u001b[31mp\u0007/t.jsonl', '{broken\n');
    for (const command of ['report', 'status']) {
      const { stdout, stderr } = await moonlock([command], variables);
      assert.match(stderr, /t\.jsonl could not be read/);
      assert.doesNotMatch(stdout, CONTROLS);
      assert.doesNotMatch(stderr, CONTROLS);
    }
  });
});

describe('moonlock into a reader that has seen enough', function () {
  this.timeout(20_000);
  it('ends without a word', async () => {
    const name = 'far more than a pipe holds '.repeat(10);
    const lines = Array.from({ length: 3000 }, (_, i) =>
      answer({ id: `m${i}`, session: `${name}${i}`, at: Date.UTC(2026, 0, 1) + i * 600_000 }),
    );
    const env = { PATH: process.env['PATH'], HOME: tempFolder(), ...configWith(lines) };
    const child = spawn(process.execPath, [CLI, 'report', '--by', 'session'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(Buffer.concat(errors).toString(), '');
    assert.equal(code, 0);
  });
});
