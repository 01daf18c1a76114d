// Runs a mocha suite inside the extension host of a VS Code of its own.
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { freshRoot, removeRoot } from './root.mjs';
import { startVscode } from './server.mjs';
import { SuiteError, readSuiteResult } from './suite-result.mjs';

/**
 * @typedef {object} SuiteOptions
 * @property {string} devPath folder of the extension
 * @property {string} testsPath module with `run`, as bundle.mjs makes it
 * @property {Record<string, string | undefined>} [env] reaches the suite and the extension
 * @property {(root: string) => void | Promise<void>} [prepare] called with the root folder, which is HOME, before the start
 * @property {Record<string, unknown>} [settings] user settings
 * @property {number} [limitMs] after which the suite counts as hanging
 * @property {(text: string) => void} [print] gets what the suite printed
 */

/**
 * Runs a suite to its end. Rejects with {@link SuiteError} when there is no result: the extension host was killed or
 * hung, the suite could not be loaded, or no test ran. Tests that fail are a result.
 *
 * @param {SuiteOptions} options
 * @returns {Promise<import('./suite-result.mjs').SuiteResult>}
 */
export async function runSuite({ devPath, testsPath, env = {}, prepare, settings = {}, limitMs = 180_000, print }) {
  const root = freshRoot();
  const files = {
    result: join(root, 'result.jsonl'),
    output: join(root, 'output.txt'),
    workspace: join(root, 'workspace'),
  };
  const suiteEnv = { MOONLOCK_SUITE_RESULT: files.result, MOONLOCK_SUITE_OUTPUT: files.output, ...env };
  try {
    mkdirSync(files.workspace);
    await prepare?.(root);
    const server = await startVscode({ root, driver: true, env: suiteEnv, settings });
    try {
      const url = server.url({ folder: files.workspace, devPath, testsPath });
      return resultOf(files.result, await untilOver(url, limitMs));
    } finally {
      await server.stop();
      if (existsSync(files.output)) print?.(readFileSync(files.output, 'utf8'));
    }
  } finally {
    await removeRoot(root);
  }
}

/**
 * Opens the window in which the suite runs. Resolves when VS Code says that it is over, or the time is.
 *
 * @param {string} url
 * @param {number} limitMs
 */
async function untilOver(url, limitMs) {
  const browser = await launchBrowser();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await browser.newPage();
    /** @type {EventEmitter<{ end: [how: string] }>} */
    const events = new EventEmitter();
    const end = (/** @type {string} */ how) => events.emit('end', how);
    const over = once(events, 'end');
    timer = setTimeout(() => end(`The suite took longer than ${limitMs / 1000} s and was stopped`), limitMs);
    page.once('crash', () => end('The window crashed'));
    // VS Code calls these two: at the end, and with what its console shows.
    await page.exposeFunction('codeAutomationExit', () => end('The extension host ended'));
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      if (type === 'error') errors.push(String(args[0]).split('\n').slice(0, 3).join('\n'));
    });
    await page.goto(url, { waitUntil: 'commit' });
    const [how] = await over;
    return { how: String(how), errors };
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

/**
 * @param {string} file
 * @param {{ how: string, errors: readonly string[] }} end
 */
function resultOf(file, { how, errors }) {
  try {
    return readSuiteResult(file, how);
  } catch (error) {
    if (!(error instanceof SuiteError) || errors.length === 0) throw error;
    throw new SuiteError(
      `${error.message}\nThe last errors that VS Code logged:\n${errors.slice(-5).join('\n')}`,
      error.tests,
    );
  }
}
