import { useState } from 'preact/hooks';
import { nearestIndex, type Point } from './path.ts';

/** The point that is read out, and the handlers by which pointer and keyboard move it. */
interface PointCursor {
  /** Index of the point, or null while none is read out. */
  readonly index: number | null;
  readonly handlers: {
    onPointerMove(event: PointerEvent): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

/** One point at a time: hover and arrow keys, Home and End move the same one, Escape leaves it. */
export function usePoint(points: readonly Point[]): PointCursor {
  const [index, setIndex] = useState<number | null>(null);
  const last = points.length - 1;
  const moves: Record<string, (at: number) => number | null> = {
    ArrowLeft: (at) => Math.max(0, at - 1),
    ArrowDown: (at) => Math.max(0, at - 1),
    ArrowRight: (at) => Math.min(last, at + 1),
    ArrowUp: (at) => Math.min(last, at + 1),
    Home: () => 0,
    End: () => last,
    Escape: () => null,
  };
  return {
    index: index === null || last < 0 ? null : Math.min(index, last),
    handlers: {
      onPointerMove(event) {
        const box = (event.currentTarget as Element).getBoundingClientRect();
        setIndex(nearestIndex(points, event.clientX - box.left));
      },
      onPointerLeave: () => setIndex(null),
      onFocus: () => setIndex((at) => at ?? last),
      onBlur: () => setIndex(null),
      onKeyDown(event) {
        const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
        if (!move) return;
        event.preventDefault();
        setIndex((at) => move(Math.min(at ?? last, last)));
      },
    },
  };
}
