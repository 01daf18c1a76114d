import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { claudeCode } from '../../../src/engine/agents/claudeCode.ts';
import { type Discovery, discover, logFileAt } from '../../../src/engine/ingest/discover.ts';
import { tempFolder, write } from '../../support/tempFolder.ts';

function look(...configs: string[]): Promise<Discovery> {
  const roots = configs.map((config) => ({
    agent: claudeCode,
    root: { config, folder: path.join(config, 'projects') },
  }));
  return discover(roots, () => Promise.resolve());
}

function names({ files }: Discovery): string[] {
  return files.map(({ relativePath }) => relativePath).toSorted();
}

describe('discover', () => {
  let config: string;
  beforeEach(() => {
    config = tempFolder();
  });

  it('finds logs at any depth, and the folders to watch', async () => {
    for (const name of ['a/1.jsonl', 'a/1/subagents/x.jsonl', 'b/c/d/e/2.jsonl', 'top.jsonl', 'a/notes.txt'])
      write(config, `projects/${name}`, 'x');
    const found = await look(config);
    assert.deepEqual(names(found), ['a/1.jsonl', 'a/1/subagents/x.jsonl', 'b/c/d/e/2.jsonl', 'top.jsonl']);
    assert.equal(found.folders.length, 8);
    assert.deepEqual(found.failures, []);
    assert.deepEqual(
      found.files.map(({ size }) => size),
      [1, 1, 1, 1],
    );
  });

  it('finds nothing below a root that is absent, or that is a file', async () => {
    assert.deepEqual((await look(config)).roots, []);
    write(config, 'projects', 'a file');
    assert.deepEqual((await look(config)).roots, []);
  });

  it('takes two roots that are one folder for one', async () => {
    write(config, 'projects/p/s.jsonl', 'x');
    const other = path.join(tempFolder(), 'link');
    symlinkSync(config, other);
    assert.equal((await look(config, other)).files.length, 1);
  });

  it('follows links to folders, but not in a circle', async () => {
    const elsewhere = tempFolder();
    write(elsewhere, 'far.jsonl', 'x');
    write(config, 'projects/p/near.jsonl', 'x');
    symlinkSync(elsewhere, path.join(config, 'projects/p/far'));
    symlinkSync(path.join(config, 'projects'), path.join(config, 'projects/p/circle'));
    const found = await look(config);
    assert.deepEqual(found.files.map((file) => path.basename(file.path)).toSorted(), ['far.jsonl', 'near.jsonl']);
  });

  it('follows links to files and passes over broken ones', async () => {
    const target = write(tempFolder(), 'target.jsonl', 'four');
    mkdirSync(path.join(config, 'projects'));
    symlinkSync(target, path.join(config, 'projects/link.jsonl'));
    symlinkSync('/nonexistent/x', path.join(config, 'projects/broken.jsonl'));
    symlinkSync('/nonexistent/y', path.join(config, 'projects/broken'));
    const found = await look(config);
    assert.deepEqual(
      found.files.map(({ relativePath, size }) => [relativePath, size]),
      [['link.jsonl', 4]],
    );
  });

  it('passes over a link that leads to itself, and over nothing else', async () => {
    write(config, 'projects/p/s.jsonl', 'x');
    for (const name of ['loop.jsonl', 'loop']) symlinkSync(name, path.join(config, 'projects/p', name));
    assert.deepEqual(names(await look(config)), ['p/s.jsonl']);
  });

  it('walks into a folder that is named like a log', async () => {
    write(config, 'projects/p/odd.jsonl/s.jsonl', 'x');
    assert.deepEqual(names(await look(config)), ['p/odd.jsonl/s.jsonl']);
  });

  it('finds a single file by its path', async () => {
    write(config, 'projects/p/s.jsonl', 'x');
    const { roots } = await look(config);
    const start = roots[0]!.start;
    assert.equal(logFileAt(path.join(start, 'p/s.jsonl'), roots)?.relativePath, 'p/s.jsonl');
    assert.equal(logFileAt(path.join(start, 'p/gone.jsonl'), roots), undefined);
    assert.equal(logFileAt(path.join(start, 'p/s.txt'), roots), undefined);
    assert.equal(logFileAt(write(tempFolder(), 'p/s.jsonl', 'x'), roots), undefined);
    assert.equal(logFileAt(`${start}-other/p/s.jsonl`, roots), undefined);
  });

  it('finds no file at a link that leads to itself', async () => {
    mkdirSync(path.join(config, 'projects'));
    const { roots } = await look(config);
    const loop = path.join(roots[0]!.start, 'loop.jsonl');
    symlinkSync('loop.jsonl', loop);
    assert.equal(logFileAt(loop, roots), undefined);
  });
});
