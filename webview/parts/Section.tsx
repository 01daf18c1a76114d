import type { ComponentChildren, VNode } from 'preact';

/** A part of a screen under its own heading; `aside` stands at the heading's right. */
export function Section({
  title,
  aside,
  children,
}: {
  title: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
