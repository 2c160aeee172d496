import { Button, Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import { COMMANDS, type CommandGroup } from './commands.ts';
import classes from './imaging.module.css';
import { forgetKeys, type Keys, keyOf, keyText, loadKeys, storeKeys, withKey } from './shortcuts.ts';

type ShortcutDialogProps = {
  readonly keys: Keys;
  readonly onKeys: (keys: Keys) => void;
  readonly onClose: () => void;
};

const GROUPS: readonly CommandGroup[] = ['Tools', 'View', 'Windows', 'Cine', 'Measuring'];

/** All keys, and how to change them: press the button, then the new key. */
export function ShortcutDialog({ keys, onKeys, onClose }: ShortcutDialogProps) {
  const [waiting, setWaiting] = useState<string | null>(null);
  const change = (next: Keys) => {
    storeKeys(next);
    onKeys(next);
  };
  return (
    <Modal opened onClose={onClose} closeOnEscape={waiting === null} title="Keyboard shortcuts" size="lg">
      <p>They work while the picture has the focus. Press a key’s button, then the new key, to change it.</p>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3 className={classes.group}>{group}</h3>
          <ul className={classes.keys}>
            {COMMANDS.filter((command) => command.group === group).map(({ id, label }) => (
              <li key={id}>
                <span>{label}</span>
                <Button
                  size="compact-xs"
                  variant={waiting === id ? 'filled' : 'default'}
                  aria-label={`${label}: ${keyText(keys[id] ?? '')}, change`}
                  onClick={() => setWaiting(id)}
                  onKeyDown={(event) => {
                    if (waiting !== id || event.key === 'Tab' || event.key === 'Shift') return;
                    event.preventDefault();
                    event.stopPropagation();
                    const key = keyOf(event.nativeEvent);
                    setWaiting(null);
                    if (key && key !== '?') change(withKey(keys, id, key));
                  }}
                >
                  {waiting === id ? 'Press a key' : <Kbd>{keyText(keys[id] ?? '')}</Kbd>}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Button
        variant="default"
        onClick={() => {
          forgetKeys();
          onKeys(loadKeys());
        }}
      >
        Back to the original keys
      </Button>
    </Modal>
  );
}
