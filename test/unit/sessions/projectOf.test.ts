import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { projectFinder } from '../../../src/engine/sessions/projectOf.ts';
import { usage } from '../../support/records.ts';
import { commit, memoryStore } from '../../support/stores.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder });
  assert.equal(status, 0, stderr.toString());
}

/** A folder whose `.git` file says `text`. */
function folderWith(text: string): string {
  const folder = tempFolder();
  write(folder, '.git', text);
  return folder;
}

describe('the project of a working folder', () => {
  it('in a worktree that git itself made is the repository, at any depth', function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    const base = realpathSync(tempFolder());
    const repository = path.join(base, 'my app');
    mkdirSync(repository);
    git(repository, 'init');
    git(repository, 'commit', '--allow-empty', '-m', 'x');
    git(repository, 'worktree', 'add', '../far/feature', '-b', 'feature');
    mkdirSync(path.join(base, 'far/feature/src/deep'), { recursive: true });
    const projectOf = projectFinder();
    for (const folder of ['far/feature', 'far/feature/', 'far/feature/src/deep', 'far/feature/not/there'])
      assert.equal(projectOf(path.join(base, folder)), repository, folder);
    assert.equal(projectOf(repository), repository);
    assert.equal(projectOf(path.join(repository, 'src')), path.join(repository, 'src'));
    assert.equal(projectOf(path.join(base, 'far')), path.join(base, 'far'));
  });

  it('is remembered when the worktree has gone, and as logged to whoever never saw it', () => {
    const folder = folderWith('gitdir: /src/app/.git/worktrees/x\n');
    const projectOf = projectFinder();
    assert.equal(projectOf(folder), '/src/app');
    rmSync(path.join(folder, '.git'));
    assert.equal(projectOf(folder), '/src/app');
    assert.equal(projectFinder()(folder), folder);
  });

  for (const [logged, project] of [
    ['/src/app/.claude/worktrees/brave-moon', '/src/app'],
    ['/src/app/.claude/worktrees/brave-moon/packages/a', '/src/app'],
    ['C:\\src\\app\\.claude\\worktrees\\x\\y', 'C:\\src\\app'],
    ['C:/src/app/.claude/worktrees/x', 'C:/src/app'],
    ['/src/app/.claude/worktrees/x/.claude/worktrees/y', '/src/app'],
    ['/src/app/.claude/worktrees', '/src/app/.claude/worktrees'],
    ['/src/app/.claude/worktrees/', '/src/app/.claude/worktrees/'],
    ['/src/app.claude/worktrees/x', '/src/app.claude/worktrees/x'],
    ['C:\\gone\\app', 'C:\\gone\\app'],
    ['', ''],
    ['-home-robin-app', '-home-robin-app'],
    ['relative/folder', 'relative/folder'],
  ] as const) {
    it(`by its path alone: ${logged || 'nothing'}`, () => assert.equal(projectFinder()(logged), project));
  }

  it('may be named relative to the worktree, and in Windows paths', () => {
    const folder = folderWith('gitdir: ../app/.git/worktrees/x\n');
    assert.equal(projectFinder()(folder), path.join(path.dirname(folder), 'app'));
    const windows = folderWith('gitdir: C:/src/app/.git/worktrees/x\r\n');
    assert.equal(projectFinder()(windows), path.sep === '/' ? 'C:/src/app' : 'C:\\src\\app');
  });

  for (const [title, text] of [
    ['of a submodule', 'gitdir: ../.git/modules/lib\n'],
    ['of a worktree of a submodule', 'gitdir: /src/app/.git/modules/lib/worktrees/x\n'],
    ['that says nothing', ''],
    ['of noise', '\u0000\ufffd'.repeat(500)],
    ['without a name', 'gitdir: /src/app/.git/worktrees/\n'],
    ['that is too long', `gitdir: /${'a'.repeat(5000)}/.git/worktrees/x\n`],
  ] as const) {
    it(`is as logged where there is a .git file ${title}`, () => {
      const folder = folderWith(text);
      assert.equal(projectFinder()(folder), folder);
      assert.equal(projectFinder()(path.join(folder, 'sub')), path.join(folder, 'sub'));
    });
  }

  it('does not follow links, whatever they lead to', () => {
    const folder = tempFolder();
    const target = write(folder, 'elsewhere', 'gitdir: /src/app/.git/worktrees/x\n');
    mkdirSync(path.join(folder, 'w'));
    symlinkSync(target, path.join(folder, 'w/.git'));
    assert.equal(projectFinder()(path.join(folder, 'w')), path.join(folder, 'w'));
  });

  it('never asks another machine', () => {
    const folder = folderWith('gitdir: /src/app/.git/worktrees/x\n');
    assert.equal(projectFinder()(`/${folder}`), `/${folder}`);
  });

  it('never throws, whatever the path', () => {
    const projectOf = projectFinder();
    const part = fc.constantFrom(
      '\\\\host\\share',
      '//host/share',
      '..',
      '\0',
      '/',
      '\ud800',
      'x'.repeat(5000),
      '.git',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary' })), { maxLength: 12 }), (parts) => {
        const folder = parts.join('/');
        assert.equal(projectOf(folder), folder);
      }),
    );
  });
});

describe('the ledger', () => {
  it('puts requests of worktrees under their repository, in every sum', async () => {
    const store = await memoryStore(projectFinder());
    commit(store, [
      usage({ project: '/src/app' }),
      usage({ key: 'id:2', project: '/src/app/.claude/worktrees/x' }),
      usage({ key: 'id:3', project: '/src/other' }),
    ]);
    assert.deepEqual(new Set(store.cells({}).map(({ project }) => project)), new Set(['/src/app', '/src/other']));
    store.close();
  });
});
