import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** What must not be written where, and a part of what the person who did is told. */
const OFFENCES: readonly [file: string, code: string, message: RegExp][] = [
  [
    'src/engine/ledger/a.ts',
    "import { window } from 'vscode';\nexport const a = window;",
    /The engine knows no VS Code/,
  ],
  [
    'src/engine/ledger/b.ts',
    "import initSqlJs from 'sql.js';\nexport const b = initSqlJs;",
    /Only src\/engine\/store knows SQL/,
  ],
  [
    'src/engine/store/c.ts',
    "import { x } from '../../extension/x.ts';\nexport const c = x;",
    /stands below the surfaces/,
  ],
  ['src/engine/d.ts', 'export const d: number = Date.now();', /Time comes in through a Clock/],
  ['src/protocol/e.ts', "import { e } from '../engine/e.ts';\nexport const f = e;", /imports nothing but itself/],
  ['src/protocol/f.ts', "import fs from 'node:fs';\nexport const f = fs;", /imports nothing but itself/],
  ['src/extension/g.ts', "import { g } from '../engine/engine.ts';\nexport const h = g;", /thin client/],
  ['src/cli/h.ts', "import initSqlJs from 'sql.js';\nexport const h = initSqlJs;", /Only src\/engine\/store knows SQL/],
  [
    'webview/screens/i.ts',
    "import '@vscode/webview-ui-toolkit';\nexport const i = 1;",
    /Only webview\/ui knows the toolkit/,
  ],
  ['webview/j.ts', "import { j } from '../src/engine/engine.ts';\nexport const k = j;", /through src\/protocol only/],
  ['webview/ui/k.ts', 'export const k: unknown = acquireVsCodeApi();', /Only webview\/host\.ts speaks to VS Code/],
];

describe('The boundaries between the rooms', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'moonlock-boundaries-'));
    copyFileSync('.oxlintrc.json', path.join(folder, '.oxlintrc.json'));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    for (const [file, code] of OFFENCES) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${code}\n`);
    }
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [file, , message] of OFFENCES) {
    it(`are held by lint in ${file}`, () => {
      assert.match(lint(file), message);
    });
  }

  it('are held by the build, where the engine imports vscode by whatever way', async () => {
    const entry = path.join(folder, 'src/engine/ledger/a.ts');
    await assert.rejects(
      build({ entryPoints: [entry], bundle: true, platform: 'node', write: false, logLevel: 'silent' }),
      /Could not resolve "vscode"/,
    );
  });

  /** What lint says of a file; it must say something. */
  function lint(file: string): string {
    try {
      execFileSync(process.execPath, [path.resolve('node_modules/oxlint/bin/oxlint'), file], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
    return assert.fail(`Lint has nothing against ${file}.`);
  }
});
