import { randomUUID } from 'node:crypto';
import { wallClock } from './clock.mjs';
import { openHome } from './home.mjs';
import { findSources } from './sources.mjs';
import { parseSpeed } from './timeMap.mjs';
import { readTimeline } from './timeline.mjs';
import { Replay } from './replay.mjs';

/**
 * @typedef {object} ReplayOptions
 * @property {readonly string[]} sources transcripts and folders of transcripts
 * @property {string} home the agent home to write to; `.claude/projects` is made in it
 * @property {number} [now] the clock's time that the anchor becomes, ms since the epoch; the clock's when left out
 * @property {'starts' | 'ends' | number} [anchor] where in the transcripts now lies: before their first line (the
 *   default), behind their last, or at an instant (ms). Lines up to it are history, lines behind it are played.
 * @property {import('./timeMap.mjs').Speed} [speed] 1 when left out
 * @property {boolean} [stream] splits answers of one line into several whose output grows
 * @property {boolean} [torn] writes each played line in two writes
 * @property {boolean} [freshIds] renames all ids
 * @property {boolean} [loop] plays what lies behind the anchor again and again, with fresh ids from the second time on
 * @property {string} [sampleLabel] marks the home as sample data, under this label
 * @property {string} [seed] makes fresh ids and tears repeatable; random when left out
 * @property {readonly string[]} [ownHomes] further folders that are a person's own and must be refused
 * @property {import('./clock.mjs').ReplayClock} [clock]
 */

/**
 * Reads the transcripts and makes the home. Nothing is played yet.
 * @param {ReplayOptions} options
 * @returns {Promise<Replay>}
 * @throws {import('./home.mjs').HomeRefused} where the home is not one to write to
 * @throws {Error} where a source is missing, holds no transcript, or the options contradict each other
 */
export async function createReplay(options) {
  const { stream = false, loop = false, clock = wallClock } = options;
  const speed = parseSpeed(String(options.speed ?? 1));
  const sources = await findSources(options.sources);
  const entries = await readTimeline(sources, { stream });
  const anchor = instantOfAnchor(options.anchor ?? 'starts', entries);
  const first = entries.findIndex(({ time }) => time > anchor);
  const split = first === -1 ? entries.length : first;
  if (loop && speed === 'max') throw new Error('A loop without waiting would fill the disk: choose a speed.');
  if (loop && split === entries.length) throw new Error('There is nothing to loop: no line lies behind now.');
  const home = await openHome(options.home, { own: options.ownHomes ?? [] });
  if (options.sampleLabel !== undefined) await home.markSample(options.sampleLabel);
  return new Replay({
    home,
    sources,
    history: entries.slice(0, split),
    live: entries.slice(split),
    anchor,
    now: options.now ?? clock.now(),
    speed,
    torn: options.torn ?? false,
    freshIds: options.freshIds ?? false,
    loop,
    seed: options.seed ?? randomUUID(),
    clock,
  });
}

/** @param {'starts' | 'ends' | number} anchor @param {readonly import('./timeline.mjs').Entry[]} entries in order of time */
function instantOfAnchor(anchor, entries) {
  if (typeof anchor === 'number') return anchor;
  const times = entries.map(({ time }) => time).filter(Number.isFinite);
  // Without any instant all lines are history, whatever the anchor.
  if (anchor === 'ends') return times[times.length - 1] ?? 0;
  return (times[0] ?? 1) - 1;
}
