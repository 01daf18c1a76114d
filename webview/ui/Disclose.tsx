import type { VNode } from 'preact';

/** Props of {@link Disclose}. */
interface DiscloseProps {
  /** What it opens, for readers. */
  readonly label: string;
  readonly open: boolean;
  /** Id of the element that it opens. */
  readonly controls: string;
  readonly onToggle: (open: boolean) => void;
}

/** A small arrow that opens and closes something: click, Enter and Space toggle it. */
export function Disclose({ label, open, controls, onToggle }: DiscloseProps): VNode {
  return (
    <button
      type="button"
      class="disclose"
      aria-label={label}
      aria-expanded={open}
      {...(open ? { 'aria-controls': controls } : {})}
      onClick={() => onToggle(!open)}
    >
      <svg class="icon line" viewBox="0 0 16 16" aria-hidden="true">
        <path d={open ? 'M4 6l4 4l4-4' : 'M6 4l4 4l-4 4'} />
      </svg>
    </button>
  );
}
