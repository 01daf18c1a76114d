import { OPUS, SONNET } from './models.mjs';

/**
 * The current window, 2 h 46 min old; what lies behind 0 is played live.
 * @type {readonly import('./story.mjs').StorySession[]}
 */
export const WINDOW = [
  {
    project: 'tide-clock',
    branch: 'feature/tide-curve',
    version: '2.1.114',
    model: OPUS,
    context: 26_400,
    turns: [
      {
        at: -166,
        pace: 75,
        prompt: 'Draw the tide of the next 24 hours as a smooth curve below the dial.',
        steps: [
          [
            'I look at how heights become pixels before I draw anything.',
            'Task',
            'Find height scales',
            'Three places; axis.ts:48 has its own constant.',
            512,
          ],
          [
            'One of the three places has a scale of its own, so I bring them together first.',
            'Edit',
            'src/axis.ts',
            'The file has been updated.',
            868,
          ],
          ['', 'Edit', 'src/curve.ts', 'The file has been updated.', 2_316],
          ['', 'Bash', 'npm test', '58 passing (112ms)', 94],
        ],
      },
      {
        at: -141,
        pace: 80,
        prompt: 'The curve should be a cosine between high and low water, not straight lines.',
        steps: [
          ['', 'Edit', 'src/curve.ts', 'The file has been updated.', 1_745],
          ['', 'Bash', 'npm test -- curve', '22 passing (57ms)', 91],
          ['The curve now eases in and out of each tide, and passes through every listed height.', '', '', '', 274],
        ],
      },
    ],
  },
  {
    project: 'recipe-box',
    branch: 'feature/shopping-list',
    version: '2.1.114',
    model: SONNET,
    context: 18_800,
    turns: [
      {
        at: -108,
        pace: 50,
        prompt: 'Merge the ingredients of the chosen recipes into one shopping list.',
        steps: [
          ['', 'Grep', 'ingredients', 'src/recipe.ts:5\nsrc/list.ts:3', 82],
          [
            'Amounts in different units must not be added, so the list groups by unit.',
            'Edit',
            'src/list.ts',
            'The file has been updated.',
            1_388,
          ],
          ['', 'Bash', 'npm test -- list', '17 passing (44ms)', 87],
        ],
      },
      {
        at: -79,
        pace: 50,
        prompt: 'Sort it by shelf, so that one walk through the shop is enough.',
        steps: [
          ['', 'Edit', 'src/shelves.ts', 'The file has been created.', 942],
          ['The list follows the shelves; unknown things come last.', '', '', '', 158],
        ],
      },
    ],
  },
  {
    project: 'tide-clock',
    branch: 'feature/tide-curve',
    version: '2.1.114',
    model: OPUS,
    context: 31_500,
    turns: [
      {
        at: -38,
        pace: 70,
        prompt: 'Mark high and low water on the curve, with time and height.',
        steps: [
          ['', 'Read', 'src/curve.ts', 'export function pointAt(time) { /* cosine */ }', 126],
          [
            'I place the labels above the curve at high water and below it at low water.',
            'Edit',
            'src/labels.ts',
            'The file has been created.',
            2_087,
          ],
          ['', 'Bash', 'npm test -- labels', '11 passing (29ms)', 93],
          ['Each tide has its label, and none covers another.', '', '', '', 201],
        ],
      },
      {
        at: -14,
        pace: 55,
        prompt: 'On narrow screens the labels overlap.',
        steps: [
          ['', 'Edit', 'src/labels.ts', 'The file has been updated.', 1_163],
          ['', 'Bash', 'npm test -- labels', '13 passing (33ms)', 89],
          ['Below 320 pixels only the next tide keeps its label.', '', '', '', 149],
        ],
      },
      {
        at: 0.07,
        pace: 17,
        prompt: 'Now let the moon phase decide how strongly the curve swings.',
        steps: [
          [
            'Spring tides come with a full or new moon, so I look for the phase.',
            'Grep',
            'phase',
            'src/moon.ts:4: export function phaseOf(date)',
            167,
          ],
          ['', 'Read', 'src/moon.ts', '4  export function phaseOf(date) { return age(date) / 29.53; }', 95],
          [
            'The swing is largest at phase 0 and one half, and smallest in between.',
            'Edit',
            'src/swing.ts',
            'The file has been created.',
            1_284,
          ],
          ['', 'Edit', 'src/curve.ts', 'The file has been updated.', 462],
          ['', 'Bash', 'npm test -- swing', '6 passing, 1 failing: new moon gives 0.98', 93],
          [
            'The phase of a new moon may also be just below one; I wrap it around.',
            'Edit',
            'src/swing.ts',
            'The file has been updated.',
            318,
          ],
          ['', 'Bash', 'npm test', '84 passing (143ms)', 86],
          ['The curve now swings widest around full and new moon.', '', '', '', 173],
        ],
      },
      {
        at: 2.8,
        pace: 17,
        prompt: 'Lovely. Show the strength as a word next to the date.',
        steps: [
          ['', 'Grep', 'dateLabel', 'src/header.ts:21', 79],
          ['Three words are enough: spring, middle, neap.', 'Edit', 'src/words.ts', 'The file has been created.', 706],
          ['', 'Edit', 'src/header.ts', 'The file has been updated.', 241],
          ['', 'Bash', 'npm test -- header', '10 passing (24ms)', 85],
          ['The header reads, for example, "12 March, spring tide".', '', '', '', 138],
        ],
      },
      {
        at: 4.6,
        pace: 16,
        prompt: 'Please commit that.',
        steps: [
          [
            '',
            'Bash',
            'git add -A && git status --short',
            'M src/curve.ts\nM src/header.ts\nA src/swing.ts\nA src/words.ts',
            98,
          ],
          [
            '',
            'Bash',
            'git commit -m "Let the moon set the swing of the tide"',
            '[feature/tide-curve 4c1d7e2] 4 files changed',
            121,
          ],
          ['Committed as 4c1d7e2.', '', '', '', 46],
        ],
      },
    ],
  },
];
