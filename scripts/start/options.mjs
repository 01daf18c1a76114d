import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The help text. */
export const USAGE = `usage: npm start -- [options]

Builds Moonlock and opens it in a real VS Code in the browser.

  --sample       shows the bundled sample, even where there are logs of your own
  --folder PATH  the folder to open (Moonlock's own)
  --port N       the port to listen on, on this machine only
  --no-open      does not open the browser`;

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} sample
 * @property {boolean} open
 * @property {string} folder absolute
 * @property {number | undefined} port
 */

/**
 * Reads the command line. Throws, in words for a person, where an argument is wrong.
 *
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      sample: { type: 'boolean', default: false },
      folder: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const { help, sample, folder, port } = values;
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) <= 65_535))
    throw new Error(`--port ${port} is no port.`);
  return {
    help,
    sample,
    open: !values['no-open'],
    // "npm start" changes to the project's folder, and leaves in INIT_CWD where it was typed.
    folder: folder ? resolve(process.env['INIT_CWD'] ?? '.', folder) : fileURLToPath(new URL('../..', import.meta.url)),
    port: port === undefined ? undefined : Number(port),
  };
}
