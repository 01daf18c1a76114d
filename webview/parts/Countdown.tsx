import type { VNode } from 'preact';
import { secondsLeft } from '../../src/protocol/countdown.ts';
import { formatCountdown } from '../../src/protocol/format.ts';
import type { LimitWindow } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { useNow } from '../hooks/useNow.ts';
import { resetTime } from '../text/sentences.ts';

/** Time to the reset. It ticks by itself and stays at 0:00:00 until a newer window comes. */
export function Countdown({ window }: { window: LimitWindow }): VNode {
  const figures = useFigures();
  const seconds = secondsLeft(window.endsAt, useNow(window.endsAt, 1000));
  const tilde = window.source.kind === 'estimate' && seconds > 0 ? '~' : '';
  return (
    <div class="countdown">
      <div class="clock" role="timer" aria-live="off" aria-label="Time to the reset">
        {tilde + formatCountdown(seconds)}
      </div>
      <div class="support">{`${seconds > 0 ? 'to the reset' : 'window ended'} at ${resetTime(window, figures)}`}</div>
    </div>
  );
}
