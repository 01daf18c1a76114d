// VS Code loads this module inside its extension host and calls `run`: the way of both host/run-suite.mjs and
// @vscode/test-electron.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/** File that gets one JSON line per event, as host/suite-result.mjs reads them. */
const resultFile = process.env['MOONLOCK_SUITE_RESULT'];
/** File that gets what the suite prints; without it, it goes wherever VS Code sends it. */
const outputFile = process.env['MOONLOCK_SUITE_OUTPUT'];

/** Runs every `*.test.cjs` below this module's folder. Rejects when a test failed and when there is none. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  if (outputFile) redirectConsole(outputFile);
  const files = testFiles(__dirname);
  if (files.length === 0) throw new Error(`There is no *.test.cjs in ${__dirname}.`);
  // After the redirection, as mocha keeps the console that it finds.
  const { default: Mocha } = await import('mocha');
  const grep = process.env['MOONLOCK_SUITE_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: outputFile !== undefined, ...(grep ? { grep } : {}) });
  for (const file of files) mocha.addFile(file);
  const { failures, tests } = await finished(mocha);
  if (tests === 0) throw new Error('No test ran.');
  if (failures > 0) throw new Error(`${failures} of ${tests} tests failed.`);
}

function finished(mocha: Mocha): Promise<{ failures: number; tests: number }> {
  return new Promise((resolve) => {
    let tests = 0;
    const runner = mocha.run((failures) => {
      report({ event: 'end', failures });
      resolve({ failures, tests });
    });
    runner.on('test', (test) => report({ event: 'begin', title: test.fullTitle() }));
    // A hook that fails is reported as a failure of its own.
    runner.on('fail', (test, error: Error) => {
      tests++;
      report({ event: 'test', title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) });
    });
    runner.on('pass', (test) => {
      tests++;
      report({ event: 'test', title: test.fullTitle(), state: 'passed', ms: test.duration });
    });
    runner.on('pending', (test) => report({ event: 'test', title: test.fullTitle(), state: 'pending' }));
  });
}

function report(event: object): void {
  if (resultFile) appendFileSync(resultFile, `${JSON.stringify(event)}\n`);
}

function testFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.test.cjs')).toSorted();
  return files.map((name) => join(folder, name));
}

/** VS Code turns an assignment to the extension host's console into nothing, but not a definition. */
function redirectConsole(file: string): void {
  const write = (...values: unknown[]): void => appendFileSync(file, `${format(...values)}\n`);
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) Object.defineProperty(console, name, { value: write });
}
