import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeRadio,
  vsCodeRadioGroup,
} from '@vscode/webview-ui-toolkit';

type Common = {
  class?: string;
  children?: preact.ComponentChildren;
  disabled?: boolean;
  key?: string;
  'aria-label'?: string;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': Common & { appearance: 'primary' | 'secondary'; onClick: () => void };
      'vscode-checkbox': Common & { checked: boolean; onChange: (event: Event) => void };
      'vscode-radio-group': Common & {
        name: string;
        value: string;
        orientation: 'horizontal';
        onChange: (event: Event) => void;
      };
      'vscode-radio': Common & { value: string };
    }
  }
}

// Must run before the window's load event: the toolkit reads the theme then.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeRadio(), vsCodeRadioGroup());
