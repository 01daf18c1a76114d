import { mkdirSync } from 'node:fs';
import { bundleSuite } from '../../test/vscode/bundle.mjs';
import { ensureChromium } from '../../test/vscode/host/chromium.mjs';
import { ensureVscode } from '../../test/vscode/host/install.mjs';
import { runSuite } from '../../test/vscode/host/run-suite.mjs';
import { checks } from './checks.mjs';
import { mochaSuite } from './mochaSuite.mjs';
import { run } from './run.mjs';

/** @typedef {import('./mochaSuite.mjs').Outcome} Outcome */

/** The suites in the order in which they run. @type {Record<string, () => Promise<Outcome>>} */
const SUITES = {
  checks,
  unit: () => mochaSuite(['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'], { coverage: true }),
  webview: () => mochaSuite(['test/webview/**/*.test.ts']),
  vscode: hostSuite,
  e2e: () => mochaSuite(['test/e2e/**/*.test.ts'], { timeoutMs: 60_000 }),
};

/** Suites that open a browser, or a VS Code in one. */
const IN_BROWSER = new Set(['webview', 'vscode', 'e2e']);
const IN_VSCODE = new Set(['vscode', 'e2e']);

/**
 * Runs the named suites, or all, and closes with one line for them together.
 * @param {readonly string[]} names
 * @returns {Promise<number>} exit code
 */
export async function runSuites(names) {
  const unknown = names.find((name) => !Object.hasOwn(SUITES, name));
  if (unknown !== undefined) {
    console.error(`There is no suite "${unknown}", only ${Object.keys(SUITES).join(', ')}.`);
    return 2;
  }
  const wanted = names.length > 0 ? names : Object.keys(SUITES);
  const total = { passed: 0, failed: 0, skipped: 0 };
  await prepare(wanted);
  for (const name of wanted) {
    const start = performance.now();
    console.log(`\n— ${name} —`);
    const { passed, failed, skipped } = await suite(name);
    console.log(
      `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  console.log(
    `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
  );
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** @param {readonly string[]} wanted */
async function prepare(wanted) {
  const log = { log: (/** @type {string} */ line) => console.log(line) };
  mkdirSync('out', { recursive: true });
  // The checks build as well, and say so; every other suite needs a build that is not older than the sources.
  if (!wanted.includes('checks') && (await run(process.execPath, ['esbuild.mjs'])) !== 0)
    throw new Error('The build failed.');
  if (wanted.some((name) => IN_BROWSER.has(name))) process.env['CHROMIUM'] = await ensureChromium(log);
  if (wanted.some((name) => IN_VSCODE.has(name))) await ensureVscode(log);
}

/**
 * Runs a suite; one that throws or finds no test has failed.
 * @param {string} name
 * @returns {Promise<Outcome>}
 */
async function suite(name) {
  try {
    const outcome = await /** @type {() => Promise<Outcome>} */ (SUITES[name])();
    return outcome.passed + outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The suite inside the extension host. */
async function hostSuite() {
  const testsPath = await bundleSuite();
  const { passes, failures } = await runSuite({
    devPath: process.cwd(),
    testsPath,
    print: (text) => process.stdout.write(text),
  });
  return { passed: passes, failed: failures, skipped: 0 };
}
