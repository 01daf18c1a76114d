// Runs the in-host tests in a desktop VS Code, which @vscode/test-electron downloads. Needs a display: on a machine
// without one, "xvfb-run -a npm run test:desktop". "npm test" runs the same tests in a VS Code from npm.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite, extensionRoot } from '../test/vscode/bundle.mjs';
import { readSuiteResult } from '../test/vscode/host/suite-result.mjs';

const home = await mkdtemp(join(tmpdir(), 'mlk-'));
const result = join(home, 'result.jsonl');
try {
  await runTests({
    ...(process.env['VSCODE_VERSION'] ? { version: process.env['VSCODE_VERSION'] } : {}),
    extensionDevelopmentPath: extensionRoot,
    extensionTestsPath: await bundleSuite(),
    // A short path for the data: VS Code opens a socket in it.
    launchArgs: [home, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${join(home, 'data')}`],
    extensionTestsEnv: {
      MOONLOCK_SUITE_RESULT: result,
      // Whoever runs this may have agents; their logs are not for tests.
      CLAUDE_CONFIG_DIR: join(home, '.claude'),
      CODEX_HOME: join(home, '.codex'),
      XDG_CONFIG_HOME: join(home, '.config'),
    },
  });
  const { passes, failures } = readSuiteResult(result);
  console.log(`${passes} passed, ${failures} failed.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true });
}
