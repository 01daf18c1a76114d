// Runs npm as a child process.
import { spawn } from 'node:child_process';

/**
 * Runs npm in a folder. Rejects when it fails, with the end of its output unless that was shown already.
 *
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {{ show?: boolean }} [options] `show` lets npm write to this process's own output
 * @returns {Promise<void>}
 */
export function npm(args, cwd, { show = false } = {}) {
  const [command, ...first] = npmCommand();
  const child = spawn(command, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: environment(),
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm', // There it is a batch file.
  });
  let output = '';
  const keep = (/** @type {Buffer} */ data) => (output = (output + data.toString()).slice(-4000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`"npm ${args.join(' ')}" in ${cwd} failed (${signal ?? code})${output && `:\n${output.trim()}`}`),
        );
    });
  });
}

/** @returns {[string, ...string[]]} */
function npmCommand() {
  // Under "npm run" this is the npm that the person uses, of whatever version manager.
  const script = process.env['npm_execpath'];
  return script && /npm-cli\.c?js$/.test(script) ? [process.execPath, script] : ['npm'];
}

/** Without what "npm run" sets for its own folder: it would override the settings of the folder that npm runs in. */
function environment() {
  const env = { ...process.env };
  for (const name of ['npm_config_local_prefix', 'npm_config_prefix', 'npm_config_workspaces', 'INIT_CWD'])
    delete env[name];
  return env;
}
