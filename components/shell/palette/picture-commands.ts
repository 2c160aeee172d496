import { COMMANDS } from '#components/imaging/commands.ts';
import { keyText, loadKeys } from '#components/imaging/shortcuts.ts';
import type { PaletteCommand } from './palette-command.ts';

const SHIFT = 'Shift+';

function press(stage: HTMLElement, key: string): void {
  stage.focus();
  const shiftKey = key.startsWith(SHIFT);
  const pressed = {
    key: shiftKey ? key.slice(SHIFT.length) : key,
    shiftKey,
    bubbles: true,
    cancelable: true,
  };
  stage.dispatchEvent(new KeyboardEvent('keydown', pressed));
}

/** The commands of the picture that is on this page, each with its key; the picture that had the focus, else the first. */
export function pictureCommands(page: Document, focused: Element | null): readonly PaletteCommand[] {
  const stages = [
    ...page.querySelectorAll<HTMLElement>('[aria-roledescription="picture"][data-status="shown"]'),
  ];
  const stage = stages.find((one) => one === focused) ?? stages[0];
  if (!stage) return [];
  const keys = loadKeys();
  const own = COMMANDS.flatMap(({ id, label, group }): PaletteCommand[] => {
    const key = keys[id] ?? '';
    if (key === '') return [];
    return [
      {
        id: `picture ${id}`,
        group: 'Picture',
        label,
        words: `picture viewer ${group}`,
        key: keyText(key),
        onlyAsked: true,
        movesFocus: true,
        run: () => press(stage, key),
      },
    ];
  });
  const all: PaletteCommand = {
    id: 'picture keys',
    group: 'Picture',
    label: 'All keys of the picture',
    words: 'keyboard shortcuts viewer help',
    key: '?',
    movesFocus: true,
    run: () => press(stage, '?'),
  };
  return [all, ...own];
}
