import type { VNode } from 'preact';
import { clean, shorten } from '../../src/protocol/foreignText.ts';

/** Text from outside: neutralised, on one line, cut at the end; in full on hover. `shown` differs where a name stands for an id. */
export function Foreign({
  text,
  shown = text,
  fallback = 'untitled',
}: {
  text: string;
  shown?: string;
  fallback?: string;
}): VNode {
  const full = clean(text);
  return (
    <bdi class="cut" title={full}>
      {shorten(clean(shown)) || fallback}
    </bdi>
  );
}
