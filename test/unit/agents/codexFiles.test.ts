import assert from 'node:assert/strict';
import path from 'node:path';
import { codex } from '../../../src/engine/agents/codex.ts';

const HOME = path.resolve('/home/x');

function folders(variables: Record<string, string> = {}, extra: readonly string[] = []): string[] {
  const roots = codex.roots({ home: HOME, variables, extraFolders: { codex: extra, 'claude-code': ['/not/this'] } });
  return roots.map(({ folder, config }) => `${config} ${path.relative(config, folder)}`);
}

function both(...configs: readonly string[]): string[] {
  return configs.flatMap((config) => [`${config} sessions`, `${config} archived_sessions`]);
}

describe('Codex: where its rollouts lie', () => {
  it('in ~/.codex', () => assert.deepEqual(folders(), both(path.join(HOME, '.codex'))));
  it('only in CODEX_HOME where it is set', () => {
    assert.deepEqual(folders({ CODEX_HOME: '/a, ~/b ,/a' }), both(path.resolve('/a'), path.join(HOME, 'b')));
    assert.deepEqual(folders({ CODEX_HOME: ' ' }), both(path.join(HOME, '.codex')));
  });
  it('in further folders from the settings', () => {
    assert.deepEqual(folders({ CODEX_HOME: '/a' }, ['~/c', '/a']), both(path.resolve('/a'), path.join(HOME, 'c')));
  });
  it('under names that begin with rollout, packed or not', () => {
    const packing = (name: string): string | undefined => {
      const format = codex.format(name);
      return format?.kind === 'lines' ? (format.compression ?? 'none') : undefined;
    };
    assert.equal(packing('2026/06/01/rollout-2026-06-01T10-00-00-a.jsonl'), 'none');
    assert.equal(packing('2026\\06\\01\\rollout-a.jsonl'), 'none');
    assert.equal(packing('rollout-a.jsonl.zst'), 'zstd');
    for (const other of [
      'a.jsonl',
      'rollout/a.jsonl',
      'rollout-a.json',
      'rollout-a.jsonl.gz',
      'rollout-a.jsonl.zst.tmp',
      '',
    ])
      assert.equal(codex.format(other), undefined, other);
  });
});
