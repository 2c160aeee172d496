'use client';

import { createStore } from 'zustand/vanilla';
import { BY_NEED, type Sort } from './entries.ts';
import { type Filter, NO_FILTER } from './filter.ts';

/** How the reader looks at the list. Held in memory: a name that was searched for reaches neither the address bar nor a disk. */
export type ViewState = {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly page: number;
};

/** The tab's one view: whoever comes Back finds what was left. */
export const viewState = createStore<ViewState>(() => ({ filter: NO_FILTER, sort: BY_NEED, page: 1 }));

/** Where the list was scrolled to when a patient was opened; `null`: it is to be seen from its top. */
let left: number | null = null;
let wentBack = false;

/** Called when a patient is opened. */
export function leaveFrom(scroll: number): void {
  left = scroll;
}

/** Where to go on reading, once: only after the browser's Back, not after a link to the list. */
export function returnTo(): number | null {
  const target = wentBack ? left : null;
  [left, wentBack] = [null, false];
  return target;
}

if (typeof window !== 'undefined')
  window.addEventListener('popstate', () => {
    wentBack = true;
  });
