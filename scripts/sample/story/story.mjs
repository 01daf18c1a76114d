// What happens in the sample: an invented person, Robin, works on three invented projects. Times are minutes relative to
// the instant that a replay makes now; the instant itself is arbitrary.
import { EARLIER } from './earlier.mjs';
import { HAIKU } from './models.mjs';
import { WINDOW } from './window.mjs';

/**
 * One answer and, if it calls a tool, what the tool gives back: what is said (may be empty), tool, its argument, result,
 * output tokens.
 * @typedef {readonly [say: string, tool: '' | 'Read' | 'Edit' | 'Bash' | 'Grep' | 'Task', argument: string, result: string, output: number]} Step
 */

/**
 * @typedef {object} Turn
 * @property {number} at minutes after now (before it: negative)
 * @property {number} pace seconds between answers, on average
 * @property {string} prompt
 * @property {readonly Step[]} steps
 */

/**
 * @typedef {object} StorySession
 * @property {string} project name of the working folder
 * @property {string} branch
 * @property {string} version of the agent
 * @property {string} model
 * @property {number} context tokens of the first prompt
 * @property {readonly Turn[]} turns
 * @property {string} [summary] a title, written behind the last turn
 * @property {boolean} [interrupted] ends with a line that the agent itself says
 */

/** The sub-agent that the tide-clock session sends out, and its own steps. */
export const SUB_AGENT = {
  model: HAIKU,
  context: 11_400,
  prompt: 'Find every place that turns a height in metres into pixels, and list file, line and the scale it assumes.',
  /** @type {readonly Step[]} */
  steps: [
    [
      'I will search for the scale first.',
      'Grep',
      'pxPerMetre|toPixels',
      'src/curve.ts:31\nsrc/axis.ts:12\nsrc/axis.ts:48',
      96,
    ],
    ['', 'Read', 'src/curve.ts', '31  const y = height * pxPerMetre + offset;', 74],
    ['', 'Read', 'src/axis.ts', '12  const step = pxPerMetre / 2;\n48  label.y = base - metres * 24;', 81],
    ['Three places: curve.ts:31 and axis.ts:12 use pxPerMetre, axis.ts:48 has its own constant 24.', '', '', '', 188],
  ],
};

/** All sessions. @type {readonly StorySession[]} */
export const SESSIONS = [...EARLIER, ...WINDOW];
