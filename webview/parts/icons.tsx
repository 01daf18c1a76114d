import type { VNode } from 'preact';
/** The half moon of the product's name. */
export function Brand(): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="currentColor">
      <path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1ZM8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2Z" />
      <path d="M8 1.5A6.5 6.5 0 0 0 8 14.5Z" />
    </svg>
  );
}

const SHAPES = {
  error: { label: 'Error', path: 'M4 4l8 8M12 4l-8 8' },
  warning: { label: 'Warning', path: 'M8 2.5L14.5 13.5H1.5ZM8 6.5v3.5M8 11.5v.2' },
  info: { label: 'Note', path: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM8 7v4.5M8 4.5v.2' },
};

/** A mark of severity: each has its own shape and its own word. */
export function Severity({ of }: { of: 'error' | 'warning' | 'info' }): VNode {
  const { label, path } = SHAPES[of];
  return (
    <svg class={`icon line ${of}`} viewBox="0 0 16 16" role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
