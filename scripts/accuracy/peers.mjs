import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm } from '../../test/vscode/host/npm.mjs';

/** The newest versions that npm offered together with their native parts, in November 2026. */
export const PEER_VERSIONS = /** @type {const} */ ({ ccusage: '20.0.24', '@tokscale/core': '1.4.3' });

/**
 * Installs the peers outside of the project, once for each pair of versions; no install script runs.
 * @returns {Promise<string>} the `node_modules` that holds them
 */
export async function ensurePeers() {
  const packages = Object.entries(PEER_VERSIONS).map(([name, version]) => `${name}@${version}`);
  const cache = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  const folder = path.join(cache, 'moonlock', `peers-${Object.values(PEER_VERSIONS).join('-')}`);
  const complete = path.join(folder, 'complete');
  if (!existsSync(complete)) {
    console.error(`Installing ${packages.join(' and ')} …`);
    mkdirSync(folder, { recursive: true });
    await npm(['install', '--prefix', folder, '--ignore-scripts', ...packages], folder);
    writeFileSync(complete, '');
  }
  return path.join(folder, 'node_modules');
}
