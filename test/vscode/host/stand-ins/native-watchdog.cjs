'use strict';
// Takes the place of @vscode/native-watchdog, whose native part would need a compiler. It ends an extension host whose
// parent died; the host polls for its parent in JavaScript too, so nothing is lost but a second.
exports.start = () => {};
exports.exit = (code = 0) => process.exit(code);
