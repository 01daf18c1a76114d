import type { VNode } from 'preact';
import './toolkit.ts';

/** Props of {@link Button}. */
interface ButtonProps {
  /** At most one `primary` button per screen. */
  readonly kind: 'primary' | 'secondary';
  /** One verb, and at most one noun. */
  readonly label: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
}

/** A push button: click, Enter and Space press it. */
export function Button({ kind, label, onPress, disabled = false }: ButtonProps): VNode {
  return (
    <vscode-button class={`button ${kind}`} appearance={kind} disabled={disabled} onClick={onPress}>
      {label}
    </vscode-button>
  );
}
