import { spawn } from 'node:child_process';

/**
 * Runs a command in the project's folder with its output on this process's own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [variables] added to the environment
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 */
export function run(command, args, variables = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command of a package in node_modules.
 * @param {string} binary its file below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} [variables]
 */
export function runNode(binary, args, variables = {}) {
  return run(process.execPath, [`node_modules/${binary}`, ...args], variables);
}
