import type { VNode } from 'preact';
import { Severity } from './icons.tsx';

/** Stands where a screen could not be drawn. */
export function Undrawable(): VNode {
  return (
    <main class="notice undrawable">
      <Severity of="error" />
      <span>These figures could not be drawn. Moonlock tries again with the next change.</span>
    </main>
  );
}
