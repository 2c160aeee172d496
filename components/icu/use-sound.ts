import { useCallback, useEffect, useRef, useState } from 'react';
import { soundBurst } from './alarm-tone.ts';
import type { ListedAlert } from './wall-order.ts';

export type Sound = { readonly on: boolean; readonly set: (on: boolean) => void };

/** Sounds once for each new alert, when somebody switched it on; never remembered, since a browser asks for a hand on the page. */
export function useSound(newest: ListedAlert | null): Sound {
  const context = useRef<AudioContext | null>(null);
  const [on, setOn] = useState(false);
  const set = useCallback((wanted: boolean) => {
    setOn(wanted);
    if (!wanted) return;
    context.current ??= new AudioContext();
    void context.current.resume();
    // So that whoever switches it on hears how loud it is.
    soundBurst(context.current);
  }, []);
  const id = newest?.alert.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: switching it on is no new alert
  useEffect(() => {
    if (id !== undefined && on && context.current) soundBurst(context.current);
  }, [id]);
  useEffect(() => () => void context.current?.close(), []);
  return { on, set };
}
