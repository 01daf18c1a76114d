import type { VNode } from 'preact';
import './toolkit.ts';

/** Props of {@link Choice}. */
interface ChoiceProps<V extends string> {
  /** What is chosen, for readers. */
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChoose: (value: V) => void;
  readonly disabled?: boolean;
}

/** One of a few options, all in sight: one tab stop, arrows move and choose. */
export function Choice<V extends string>({ label, value, options, onChoose, disabled = false }: ChoiceProps<V>): VNode {
  const onChange = (event: Event): void => {
    // Radios send their own change events, which bubble up to here.
    const group = event.currentTarget as HTMLElement & { value: string };
    const chosen = options.find((option) => option.value === group.value);
    if (chosen && chosen.value !== value) onChoose(chosen.value);
  };
  return (
    <vscode-radio-group
      class="choice"
      name={label}
      aria-label={label}
      orientation="horizontal"
      value={value}
      disabled={disabled}
      onChange={onChange}
    >
      {options.map((option) => (
        <vscode-radio key={option.value} value={option.value}>
          {option.label}
        </vscode-radio>
      ))}
    </vscode-radio-group>
  );
}
