import type { Agent } from '../agents/agent.ts';
import type { LedgerStore } from '../store/ledgerStore.ts';
import { chainStart, type EstimatedWindow, estimateWindow } from './estimator.ts';

const DAY = 86_400_000;
/** How far to look back for a pause first; further only where somebody worked through it all. */
const FIRST_LOOK_MS = 3 * DAY;

/** Knows the open window of one agent, and works it out anew only when a request may have changed it. */
export class WindowTracker {
  readonly #agent: Agent;
  readonly #store: LedgerStore;
  #known: EstimatedWindow | undefined;
  #stale = true;
  #estimatedAt = 0;
  /** When a request that lies ahead of the clock is due. */
  #staleAt = Infinity;

  constructor(agent: Agent, store: LedgerStore) {
    this.#agent = agent;
    this.#store = store;
  }

  /** Requests were added or changed, with their times. Those inside the known window leave it as it is. */
  note(times: readonly number[]): void {
    const known = this.#known;
    if (!known || times.some((at) => at < known.endsAt && at < firstTenth(known))) this.#stale = true;
    else if (times.some((at) => at >= known.endsAt)) this.#stale = true;
  }

  /** Everything may have changed. */
  reset(): void {
    this.#stale = true;
  }

  /** The window that is open at `now`, or undefined. */
  at(now: number): EstimatedWindow | undefined {
    const { windowMs } = this.#agent;
    if (windowMs === null) return undefined;
    const steppedBack = now < this.#estimatedAt;
    if (this.#stale || steppedBack || now >= this.#staleAt) this.#known = this.#estimate(windowMs, now);
    const known = this.#known;
    return known && known.startsAt <= now && now < known.endsAt ? known : undefined;
  }

  /** The next instant at which, by the clock alone, another answer is due; Infinity if there is none. */
  nextChange(now: number): number {
    return Math.min(this.at(now)?.endsAt ?? Infinity, this.#staleAt);
  }

  #estimate(windowMs: number, now: number): EstimatedWindow | undefined {
    this.#stale = false;
    this.#estimatedAt = now;
    for (let look = FIRST_LOOK_MS; ; look *= 4) {
      const since = Math.max(0, now - look);
      const all = this.#store.requestTimes(this.#agent.id, since);
      // Requests that lie ahead of the clock come into play when it gets there, if they are not a mistake.
      const ahead = all.findIndex((at) => at > now);
      this.#staleAt = all[ahead] ?? Infinity;
      const times = ahead === -1 ? all : all.slice(0, ahead);
      const start = chainStart(times, windowMs);
      // The pause may have begun before the look: then the first request seen is a start as well.
      const certain = start > 0 || since === 0 || (times[0] ?? now) - since >= windowMs;
      if (certain) return estimateWindow(times.slice(start), windowMs, now);
    }
  }
}

/** Requests behind this instant cannot have been the window's first. */
function firstTenth(window: EstimatedWindow): number {
  return window.startsAt + window.toleranceMs;
}
