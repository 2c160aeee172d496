import { Kbd } from '@mantine/core';
import classes from './pane.module.css';
import { type Keys, keyText } from './shortcuts.ts';
import type { QuietState } from './use-quiet-state.ts';

const ALWAYS = [
  ['tool-window', 'window'],
  ['tool-zoom', 'zoom'],
  ['tool-length', 'length'],
  ['invert', 'invert'],
  ['reset', 'reset'],
] as const;
const OF_CLIPS = [
  ['play', 'play'],
  ['next', 'next frame'],
] as const;

/** The keys used most, beside the picture that they work on; all of them are a key away. */
export function KeyHint({
  keys,
  state: { status, header },
}: {
  readonly keys: Keys;
  readonly state: QuietState;
}) {
  if (status !== 'shown' || !header) return null;
  const shown = [...ALWAYS, ...(header.frames > 1 ? OF_CLIPS : [])].filter(([id]) => (keys[id] ?? '') !== '');
  return (
    <p className={classes.keyHint}>
      With the picture in focus:
      {shown.map(([id, does]) => (
        <span key={id}>
          <Kbd size="xs">{keyText(keys[id] ?? '')}</Kbd> {does}
        </span>
      ))}
      <span>
        <Kbd size="xs">?</Kbd> all keys
      </span>
    </p>
  );
}
