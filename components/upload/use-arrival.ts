'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Brings what has taken the place of something else into view and gives it the focus: for keyboards and screen readers it
 * would stay behind at a button that is gone, and for eyes below the edge of the screen. The first view of a page moves
 * nothing.
 *
 * @param view names what is shown; a change of it is an arrival
 * @param settled `false`: only brought into view, the focus stays where the work was started
 */
export function useArrival<Shown extends HTMLElement>(view: string, settled = true): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) return;
    before.current = view;
    show(shown.current, settled);
  }, [view, settled]);
  return shown;
}

/** As an arrival, for a panel that opens by itself; when it closes, the focus goes back to where it was opened. */
export function useOpened<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    const opener = document.activeElement;
    show(shown.current, true);
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return shown;
}

function show(element: HTMLElement | null, takesFocus: boolean): void {
  if (takesFocus) element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: takesFocus ? 'start' : 'nearest' });
}
