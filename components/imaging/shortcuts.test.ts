import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { commandFor, keyOf, withKey } from './shortcuts.ts';

const press = (key: string, shiftKey = false) =>
  keyOf({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false });
const defaults = Object.fromEntries(COMMANDS.map(({ id, key }) => [id, key]));

describe('keys', () => {
  it('are one per command, each with an id of its own', () => {
    expect(new Set(COMMANDS.map(({ key }) => key)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  });

  it('count Shift for letters and arrows alone', () => {
    expect([press('C', true), press('+', true), press('ArrowUp', true), press('x')]).toEqual([
      'Shift+C',
      '+',
      'Shift+ArrowUp',
      'x',
    ]);
    expect(keyOf({ key: 'r', shiftKey: false, ctrlKey: true, metaKey: false, altKey: false })).toBeNull();
  });

  it('can be given to another command, which takes them from the first', () => {
    const keys = withKey(defaults, 'pan', 'w');
    const moved = withKey(defaults, 'tool-pan', 'w');
    expect(commandFor(moved, 'w')?.id).toBe('tool-pan');
    expect(moved['tool-window']).toBe('');
    expect(keys['tool-window']).toBe('');
  });
});
