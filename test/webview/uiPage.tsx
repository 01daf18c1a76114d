import { render } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../webview/ui/Button.tsx';
import { Choice } from '../../webview/ui/Choice.tsx';
import { Disclose } from '../../webview/ui/Disclose.tsx';
import { Toggle } from '../../webview/ui/Toggle.tsx';

const events: string[] = [];
const note = (event: string): void => void events.push(event);
const OPTIONS = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second' },
  { value: 'c', label: 'Third' },
] as const;

/** Every component of the kit, enabled and disabled, as the contract test wants them. */
function Kit() {
  const [value, setValue] = useState<'a' | 'b' | 'c'>('b');
  const [checked, setChecked] = useState(true);
  const [open, setOpen] = useState(false);
  return (
    <main>
      <Button kind="primary" label="Press" onPress={() => note('press')} />
      <Button kind="secondary" label="Blocked" disabled onPress={() => note('blocked')} />
      <Choice
        label="Letter"
        value={value}
        options={OPTIONS}
        onChoose={(next) => (note(`choose ${next}`), setValue(next))}
      />
      <Choice label="Shut" value="a" options={OPTIONS} disabled onChoose={(next) => note(`shut ${next}`)} />
      <Toggle label="Flag" checked={checked} onToggle={(next) => (note(`toggle ${next}`), setChecked(next))} />
      <Disclose
        label="More"
        open={open}
        controls="more"
        onToggle={(next) => (note(`disclose ${next}`), setOpen(next))}
      />
      {open && <p id="more">More of it.</p>}
      <Toggle label="Fixed" checked={false} disabled onToggle={(next) => note(`fixed ${next}`)} />
    </main>
  );
}

Object.assign(window, { kitEvents: events });
render(<Kit />, document.getElementById('app')!);
