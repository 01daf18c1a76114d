'use strict';
// Takes the place of @vscode/spdlog, whose native part would need a compiler. VS Code writes its log files with it and
// reads every output channel back from them, so a line must be in the file when the call returns.
const { appendFileSync } = require('node:fs');
const { mkdir } = require('node:fs/promises');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/** `2026-01-31 09:05:00.042` in local time, as the native logger stamps its lines. */
function timestamp(date) {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, -1).replace('T', ' ');
}

class Logger {
  #file;
  #level = LEVELS.indexOf('info');
  #bare = false;

  constructor(_kind, _name, file) {
    this.#file = file;
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  /** From now on lines are written as they come: the caller formats them. */
  clearFormatters() {
    this.#bare = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
  trace(text) {
    this.#write(0, text);
  }
  debug(text) {
    this.#write(1, text);
  }
  info(text) {
    this.#write(2, text);
  }
  warn(text) {
    this.#write(3, text);
  }
  error(text) {
    this.#write(4, text);
  }
  critical(text) {
    this.#write(5, text);
  }
  #write(level, text) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#bare ? text : `${timestamp(new Date())} [${LEVELS[level]}] ${text}\n`);
  }
}

async function createLogger(name, file) {
  await mkdir(dirname(file), { recursive: true });
  return new Logger('plain', name, file);
}

// One by one: VS Code imports this as an ES module, which finds no names in an object literal.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
