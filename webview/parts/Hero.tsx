import type { VNode } from 'preact';
import type { LimitWindow, StatusModel } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import { quietHeadline, windowHeadline } from '../text/sentences.ts';
import { Countdown } from './Countdown.tsx';
import { Moon } from './Moon.tsx';
import { Progress } from './Progress.tsx';
import { WindowMoon } from './WindowMoon.tsx';

const MINUTE_MS = 60_000;

/** What a view says first: moon, one sentence, countdown. `status` is null before the first model. */
export function Hero({ status, moon }: { status: StatusModel | null; moon: number }): VNode {
  if (status === null) return <p class="sentence">Moonlock is starting.</p>;
  return status.window === null ? (
    <QuietHero status={status} moon={moon} />
  ) : (
    <WindowHero window={status.window} moon={moon} />
  );
}

function WindowHero({ window, moon }: { window: LimitWindow; moon: number }) {
  const figures = useFigures();
  const now = useNow(window.endsAt, MINUTE_MS);
  const { sentence, support } = windowHeadline(window, now, figures);
  return (
    <div class="hero">
      <WindowMoon window={window} now={now} size={moon} />
      <div class="words">
        <h1 class="sentence">{sentence}</h1>
        <p class="support">{support}</p>
      </div>
      <Countdown window={window} />
    </div>
  );
}

function QuietHero({ status, moon }: { status: StatusModel; moon: number }) {
  const figures = useFigures();
  const { sentence, support } = quietHeadline(status, useNow(0, MINUTE_MS), figures);
  return (
    <div class="hero">
      {status.state === 'no-window' && <Moon size={moon} share={1} label="A full moon: nothing of a window is spent" />}
      <div class="words">
        <h1 class="sentence">{sentence}</h1>
        <p class="support">{support}</p>
        <Progress scan={status.scan} />
      </div>
    </div>
  );
}
