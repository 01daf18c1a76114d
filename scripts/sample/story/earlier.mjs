import { HAIKU, OPUS, SONNET } from './models.mjs';

/** Minutes of a day. */
const DAY = 1_440;

/**
 * What lies before the current window: some days, and the window before.
 * @type {readonly import('./story.mjs').StorySession[]}
 */
export const EARLIER = [
  {
    project: 'garden-planner',
    branch: 'main',
    version: '2.1.62',
    model: SONNET,
    context: 16_900,
    summary: 'Plan beds by companion plants',
    turns: [
      {
        at: -6 * DAY + 95,
        pace: 40,
        prompt: 'Suggest good neighbours for each plant in beds.json.',
        steps: [
          ['', 'Read', 'data/beds.json', '{"north":["carrot","leek"],"south":["tomato"]}', 118],
          [
            'Carrots and leeks already help each other; basil would suit the tomatoes.',
            'Edit',
            'data/beds.json',
            'The file has been updated.',
            402,
          ],
          ['Done: basil joins the south bed.', '', '', '', 96],
        ],
      },
    ],
  },
  {
    project: 'recipe-box',
    branch: 'main',
    version: '2.1.62',
    model: OPUS,
    context: 21_300,
    turns: [
      {
        at: -5 * DAY - 160,
        pace: 55,
        prompt: 'Scaling a recipe to 3 people gives 1.5 eggs. Round it nicely.',
        steps: [
          [
            'Rounding depends on the ingredient, so I look at the units first.',
            'Read',
            'src/scale.ts',
            'export const scale = (amount, by) => amount * by;',
            244,
          ],
          ['', 'Edit', 'src/scale.ts', 'The file has been updated.', 731],
          ['', 'Bash', 'npm test -- scale', '14 passing (38ms)', 92],
          ['Whole things such as eggs now round up, and the note says so.', '', '', '', 163],
        ],
      },
    ],
  },
  {
    project: 'tide-clock',
    branch: 'main',
    version: '2.1.62',
    model: OPUS,
    context: 24_800,
    interrupted: true,
    turns: [
      {
        at: -3 * DAY + 220,
        pace: 48,
        prompt: 'Why does the clock hand jump at midnight?',
        steps: [
          ['', 'Grep', 'getHours', 'src/hand.ts:9: const turn = date.getHours() / 24;', 105],
          ['The hand forgets the minutes of the last hour.', 'Edit', 'src/hand.ts', 'The file has been updated.', 380],
          ['', 'Bash', 'npm test -- hand', '9 passing (21ms)', 88],
        ],
      },
    ],
  },
  {
    project: 'garden-planner',
    branch: 'feature/frost-dates',
    version: '2.1.62',
    model: SONNET,
    context: 18_200,
    turns: [
      {
        at: -2 * DAY + 30,
        pace: 35,
        prompt: 'Warn when a bed is planted before the last frost.',
        steps: [
          ['', 'Read', 'src/calendar.ts', 'export const lastFrost = { north: "05-14", south: "04-28" };', 121],
          [
            'I add a check that names the bed and the date.',
            'Edit',
            'src/calendar.ts',
            'The file has been updated.',
            655,
          ],
          ['', 'Bash', 'npm test', '31 passing (64ms)', 90],
          ['The planner now warns for the north bed, as it should.', '', '', '', 142],
        ],
      },
    ],
  },
  {
    project: 'recipe-box',
    branch: 'feature/search',
    version: '2.1.62',
    model: HAIKU,
    context: 13_700,
    turns: [
      {
        at: -DAY - 75,
        pace: 25,
        prompt: 'Make the search ignore accents, so that "creme" finds "crème".',
        steps: [
          ['', 'Grep', 'includes\\(query', 'src/search.ts:17', 77],
          ['', 'Edit', 'src/search.ts', 'The file has been updated.', 212],
          ['Both spellings find the dessert now.', '', '', '', 68],
        ],
      },
    ],
  },
  // Opens a window early enough for it to have ended before the current one began.
  {
    project: 'garden-planner',
    branch: 'feature/frost-dates',
    version: '2.1.114',
    model: SONNET,
    context: 17_600,
    turns: [
      {
        at: -478,
        pace: 40,
        prompt: 'Write a short note on frost dates for the readme.',
        steps: [
          ['', 'Edit', 'README.md', 'The file has been updated.', 498],
          ['The readme has a section on frost dates with an example.', '', '', '', 104],
        ],
      },
    ],
  },
  {
    project: 'garden-planner',
    branch: 'feature/bed-map',
    version: '2.1.114',
    model: SONNET,
    context: 19_900,
    turns: [
      {
        at: -270,
        pace: 60,
        prompt: 'Draw the beds as a small map in the terminal.',
        steps: [
          [
            'I draw each bed as a box as wide as it has rows.',
            'Edit',
            'src/map.ts',
            'The file has been updated.',
            1_204,
          ],
          ['', 'Bash', 'node cli.js map', '+------+ +---+\n| leek | | basil |\n+------+ +---+', 95],
        ],
      },
      {
        at: -205,
        pace: 70,
        prompt: 'The box is too narrow for longer names.',
        steps: [
          ['', 'Edit', 'src/map.ts', 'The file has been updated.', 388],
          ['', 'Bash', 'node cli.js map', '+------+ +-------+\n| leek | | basil |\n+------+ +-------+', 84],
          ['Each box is now as wide as its longest name.', '', '', '', 97],
        ],
      },
    ],
  },
];
