/**
 * @typedef {object} WindowOptions
 * @property {string} [folder] to open; an empty window by default
 * @property {string} [devPath] folder of a development extension; needs `driver`
 * @property {string} [testsPath] module whose `run` VS Code calls in the extension host; needs `driver`
 */

/**
 * The address of a VS Code window.
 *
 * @param {number} port
 * @param {WindowOptions} [window]
 */
export function windowUrl(port, { folder, devPath, testsPath } = {}) {
  // Webviews need a host name that counts as secure without a certificate: localhost, not 127.0.0.1.
  const remote = `vscode-remote://localhost:${port}`;
  const payload = [];
  if (devPath) payload.push(['extensionDevelopmentPath', remote + devPath]);
  if (testsPath) payload.push(['extensionTestsPath', remote + testsPath]);
  const query = new URLSearchParams(folder ? { folder } : { ew: 'true' });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://localhost:${port}/?${query}`;
}
