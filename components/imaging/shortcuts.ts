import { COMMANDS, type Command } from './commands.ts';
import type { Viewer } from './viewer.ts';

/** Own keys of this browser: command id → key. Holds nothing about patients. */
const STORED = 'consilium.image-keys';

export type Keys = Readonly<Record<string, string>>;

/** `Shift+` is part of a key only for letters and arrows: `+` and `?` need Shift on some keyboards and not on others. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { key, shiftKey } = event;
  const counts = shiftKey && (/^\p{L}$/u.test(key) || key.startsWith('Arrow'));
  return counts ? `Shift+${key.length === 1 ? key.toUpperCase() : key}` : key;
}

export function loadKeys(): Keys {
  const defaults = Object.fromEntries(COMMANDS.map(({ id, key }) => [id, key]));
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return defaults;
    const own = Object.entries(stored).filter(([id, key]) => id in defaults && typeof key === 'string');
    return { ...defaults, ...Object.fromEntries(own) };
  } catch {
    return defaults;
  }
}

/** Gives a command a key; another that had it is left without one. */
export function withKey(keys: Keys, id: string, key: string): Keys {
  const others = Object.entries(keys).map(([other, own]) => [other, own === key ? '' : own]);
  return { ...Object.fromEntries(others), [id]: key };
}

export function storeKeys(keys: Keys): void {
  localStorage.setItem(STORED, JSON.stringify(keys));
}

export function forgetKeys(): void {
  localStorage.removeItem(STORED);
}

export const commandFor = (keys: Keys, key: string): Command | undefined =>
  COMMANDS.find(({ id }) => keys[id] === key);

/** Runs what these keys stand for; `?` asks for their list. */
export const keyHandler =
  (viewer: Viewer, keys: Keys, askForList: () => void) =>
  (event: KeyboardEvent): boolean => {
    const key = keyOf(event);
    if (key === null) return false;
    if (key === '?') {
      askForList();
      return true;
    }
    const command = commandFor(keys, key);
    command?.run(viewer);
    return command !== undefined;
  };

/** How a key is written on screen. */
export const keyText = (key: string): string =>
  key === ' ' ? 'Space' : key === '' ? 'none' : key.replace('Arrow', '').replace('Shift+', 'Shift ');
