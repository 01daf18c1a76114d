'use strict';
// Takes the place of xdg-basedir, which code-server asks before env-paths on macOS: with no answer it uses the latter.
module.exports = {
  data: undefined,
  config: undefined,
  cache: undefined,
  runtime: undefined,
  dataDirs: [],
  configDirs: [],
};
