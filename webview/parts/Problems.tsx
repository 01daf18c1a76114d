import type { VNode } from 'preact';
import type { Problem } from '../../src/protocol/viewModels.ts';
import { useFigures } from '../hooks/useFigures.ts';
import { clean, shorten } from '../../src/protocol/foreignText.ts';
import { plural } from '../../src/protocol/format.ts';
import { Button } from '../ui/Button.tsx';
import { Severity } from './icons.tsx';

const LONGEST_MESSAGE = 400;

/** What a person should know of, with the way to the log. Nothing at all while there is no problem. */
export function Problems({
  problems,
  most,
  onShowLog,
}: {
  problems: readonly Problem[];
  most: number;
  onShowLog: () => void;
}): VNode | null {
  const figures = useFigures();
  const hidden = problems.length - most;
  if (problems.length === 0) return null;
  return (
    <section class="section problems" aria-label="Problems">
      <ul>
        {problems.slice(0, most).map(({ id, severity, message }) => (
          <li key={id} class="notice">
            <Severity of={severity} />
            <bdi title={clean(message)}>{shorten(clean(message), LONGEST_MESSAGE)}</bdi>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="support">{plural(hidden, figures.count(hidden), 'more problem')} in the log.</p>}
      <Button kind="secondary" label="Show log" onPress={onShowLog} />
    </section>
  );
}
