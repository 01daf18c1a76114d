import assert from 'node:assert/strict';
import path from 'node:path';
import type { Report } from '../../../src/engine/ledger/report.ts';
import { answer } from '../../support/claudeLines.ts';
import { count, meta } from '../../support/codexLines.ts';
import { moonlockJson } from '../../support/cli.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

async function requests(variables: Record<string, string>): Promise<number> {
  return (await moonlockJson<Report>(['report', '--json'], variables)).totals.requests;
}

describe('where moonlock looks for logs', function () {
  this.timeout(20_000);
  let home: string;
  beforeEach(() => {
    home = tempFolder();
    write(home, '.claude/projects/p/s.jsonl', [answer({ id: 'in ~/.claude' })]);
    write(home, '.config/claude/projects/p/s.jsonl', [answer({ id: 'a' }), answer({ id: 'b' })]);
    write(
      home,
      'elsewhere/claude/projects/p/s.jsonl',
      ['c', 'd', 'e', 'f'].map((id) => answer({ id })),
    );
  });

  it('in ~/.claude and ~/.config/claude', async () => assert.equal(await requests({ HOME: home }), 3));
  it('in XDG_CONFIG_HOME instead of ~/.config', async () => {
    assert.equal(await requests({ HOME: home, XDG_CONFIG_HOME: path.join(home, 'elsewhere') }), 5);
  });
  it('in ~/.config where XDG_CONFIG_HOME is empty', async () => {
    assert.equal(await requests({ HOME: home, XDG_CONFIG_HOME: '' }), 3);
  });
  it('only in CLAUDE_CONFIG_DIR where it is set', async () => {
    assert.equal(await requests({ HOME: home, CLAUDE_CONFIG_DIR: path.join(home, 'elsewhere/claude') }), 4);
  });
  it('in every folder of a comma list, absent ones too, none twice', async () => {
    const folders = ['elsewhere/claude', 'absent', '.claude', 'elsewhere/claude/'].map((one) => path.join(home, one));
    assert.equal(await requests({ HOME: home, CLAUDE_CONFIG_DIR: folders.join(' , ') }), 5);
  });
  it('in the defaults where CLAUDE_CONFIG_DIR is blank', async () => {
    assert.equal(await requests({ HOME: home, CLAUDE_CONFIG_DIR: ' , ' }), 3);
  });
  it('in ~ as CLAUDE_CONFIG_DIR spells it', async () => {
    assert.equal(await requests({ HOME: home, CLAUDE_CONFIG_DIR: '~/elsewhere/claude' }), 4);
  });
});

describe('where moonlock looks for rollouts of Codex', function () {
  this.timeout(20_000);
  let home: string;
  beforeEach(() => {
    home = tempFolder();
    const rollout = (totals: number): object[] => [
      meta(`thread ${totals}`),
      ...Array.from({ length: totals }, (_, i) => count({ input: i + 1 })),
    ];
    write(home, '.codex/sessions/2026/06/01/rollout-a.jsonl', rollout(1));
    write(home, '.codex/archived_sessions/rollout-b.jsonl', rollout(2));
    write(home, 'elsewhere/sessions/rollout-c.jsonl', rollout(4));
  });

  it('in ~/.codex, archived ones too', async () => assert.equal(await requests({ HOME: home }), 3));
  it('only in CODEX_HOME where it is set', async () => {
    assert.equal(await requests({ HOME: home, CODEX_HOME: path.join(home, 'elsewhere') }), 4);
    assert.equal(await requests({ HOME: home, CODEX_HOME: '~/elsewhere,~/.codex' }), 7);
  });
});
