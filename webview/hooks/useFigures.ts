import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { figuresFor, type Figures } from '../text/figures.ts';

/** Provides the manner of writing figures to a whole view. */
export const FiguresContext = createContext<Figures>(figuresFor(undefined));

/** How this view writes numbers and times. */
export function useFigures(): Figures {
  return useContext(FiguresContext);
}
