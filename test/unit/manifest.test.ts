import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AGENTS } from '../../src/engine/agents/index.ts';
import manifest from '../../package.json' with { type: 'json' };

/** Every source text of a folder in one string. */
function sources(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n');
}

const extension = sources('src/extension');
const { contributes } = manifest;

describe('The manifest', () => {
  it('names the command ids that the code registers, and no other', () => {
    const inCode = [...extension.matchAll(/'(moonlock\.[a-zA-Z]+)'/g)].map(([, id]) => id!);
    const commands = contributes.commands.map(({ command }) => command);
    const views = [...contributes.views.moonlock.map(({ id }) => id), 'moonlock.dashboard'];
    assert.deepEqual([...new Set(inCode)].toSorted(), [...commands, ...views].toSorted());
  });

  it('gives every command the category, a title in title case without the product’s name, and an icon', () => {
    for (const { category, title, icon } of contributes.commands) {
      assert.equal(category, 'Moonlock');
      assert.match(title, /^([A-Z][a-z]*)( [A-Z][a-z]*)*…?$/);
      assert.match(icon, /^\$\(/);
    }
  });

  it('declares the settings that the code reads, and no other, each with default and scope', () => {
    const keys = Object.keys(contributes.configuration.properties);
    const inCode = [...extension.matchAll(/const [A-Z_]+ = '([a-zA-Z]+(?:\.[a-zA-Z]+)?)';/g)].map(
      ([, key]) => `moonlock.${key}`,
    );
    assert.deepEqual(inCode.filter((key) => !key.startsWith('moonlock.moonlock')).toSorted(), keys.toSorted());
    for (const setting of Object.values(contributes.configuration.properties)) {
      assert.notEqual(setting.default, undefined);
      assert.ok(['application', 'machine'].includes(setting.scope));
    }
  });

  it('offers further folders for every agent', () => {
    const { properties } = contributes.configuration.properties['moonlock.agents.folders'];
    assert.deepEqual(
      Object.keys(properties),
      AGENTS.map(({ id }) => id),
    );
  });

  it('has a moon for each of the nine phases, in a font that is there', () => {
    const icons = Object.entries(contributes.icons);
    assert.deepEqual(
      icons.map(([name]) => name),
      Array.from({ length: 9 }, (_, phase) => `moonlock-phase-${phase}`),
    );
    assert.equal(new Set(icons.map(([, icon]) => icon.default.fontCharacter)).size, 9);
    for (const [, icon] of icons) assert.ok(existsSync(icon.default.fontPath));
  });

  it('asks for the oldest editor that the types allow, and runs where the logs lie', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.ok(manifest.activationEvents.includes('onStartupFinished'));
  });

  it('has its version in the changelog', () => {
    assert.ok(readFileSync('CHANGELOG.md', 'utf8').includes(`## [${manifest.version}]`));
  });
});
