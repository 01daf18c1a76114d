import { iso } from '../lines/time.mjs';

/** Settings of a session, with what it spent so far. @param {object} more */
function settings(more) {
  const lock = { providerLock: 'anthropic', providerLockTimestamp: iso(1) };
  return JSON.stringify({ model: 'claude-sonnet-4-5-20250929', ...lock, ...more });
}

const tokenUsage = {
  inputTokens: 10,
  outputTokens: 100,
  cacheCreationTokens: 300,
  cacheReadTokens: 4000,
  thinkingTokens: 0,
};

/**
 * Sessions of Droid (ryoppippi/ccusage, rust/crates/ccusage/src/adapter/droid/parser.rs).
 * @type {readonly import('../home.mjs').AccuracyCase[]}
 */
export const DROID = [
  {
    title: 'two sessions',
    why: 'Each file holds one figure, which is written anew as the session grows.',
    files: {
      '-work-app/session-1.settings.json': settings({ tokenUsage }),
      '-work-app/session-2.settings.json': settings({ tokenUsage }),
    },
    tokens: [20, 200, 600, 8000],
  },
  {
    title: 'a session that has spent nothing, beside one that has',
    why: 'Settings are written before the first request.',
    files: {
      '-work-app/session-1.settings.json': settings({ tokenUsage }),
      '-work-app/session-2.settings.json': settings({}),
    },
    tokens: [10, 100, 300, 4000],
  },
  {
    title: 'settings that are being written, beside whole ones',
    why: 'They count later, the others now.',
    files: {
      '-work-app/session-1.settings.json': settings({ tokenUsage }),
      '-work-app/session-2.settings.json': settings({ tokenUsage }).slice(0, -20),
    },
    tokens: [10, 100, 300, 4000],
  },
];
