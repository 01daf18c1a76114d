import type { VNode } from 'preact';
import './toolkit.ts';

/** Props of {@link Toggle}. */
interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onToggle: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** Something that is on or off: click and Space change it. */
export function Toggle({ label, checked, onToggle, disabled = false }: ToggleProps): VNode {
  const onChange = (event: Event): void => {
    const next = (event.currentTarget as HTMLElement & { checked: boolean }).checked;
    // The toolkit also reports changes that we ourselves made.
    if (next !== checked) onToggle(next);
  };
  return (
    <vscode-checkbox class="toggle" checked={checked} disabled={disabled} onChange={onChange}>
      {label}
    </vscode-checkbox>
  );
}
