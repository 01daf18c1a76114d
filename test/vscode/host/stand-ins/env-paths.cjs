'use strict';
// Takes the place of env-paths. code-server keeps its heartbeat and logs in the person's own data folder, whatever
// --user-data-dir says; this keeps them in the root folder that server.mjs chose.
const { join } = require('node:path');

module.exports = function envPaths() {
  const root = process.env.MOONLOCK_VSCODE_ROOT;
  if (!root) throw new Error('MOONLOCK_VSCODE_ROOT is not set: start code-server with server.mjs.');
  const at = (name) => join(root, 'code-server', name);
  return { data: at('data'), config: at('config'), cache: at('cache'), log: at('log'), temp: at('temp') };
};
