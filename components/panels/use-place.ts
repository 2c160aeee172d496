'use client';

import { useEffect, useState } from 'react';

/** How long a place is waited for whose panel is still being fetched: a week of signals takes a while. */
const PATIENCE_MS = 30_000;

/** Signs that the reader has gone on meanwhile. */
const GONE_ON = ['pointerdown', 'wheel', 'touchmove', 'keydown'] as const;

const addressed = (): string => decodeURIComponent(window.location.hash.slice(1));

const openPart = (): HTMLElement | null => document.querySelector('[role="tabpanel"]');

/** Whether an address names what the parts stand in, as the link that skips to the content does: the browser alone goes there. */
function isAroundParts(id: string): boolean {
  const [element, part] = [document.getElementById(id), openPart()];
  return element !== null && element !== part && element.contains(part);
}

/** Brings an element into view with the focus on it; `false`: it is not on the page. */
function arrive(id: string): boolean {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'start' });
  return element !== null;
}

/**
 * Goes to a place as soon as it is on the page; until then its part is brought into view, since much is fetched when it is seen.
 * @returns what ends the waiting
 */
function goTo(id: string): () => void {
  if (arrive(id)) return () => undefined;
  openPart()?.scrollIntoView({ block: 'start' });
  const waiting = new AbortController();
  const end = () => waiting.abort();
  const observer = new MutationObserver(() => {
    if (arrive(id)) end();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(end, PATIENCE_MS);
  for (const sign of GONE_ON) window.addEventListener(sign, end, { signal: waiting.signal, passive: true });
  waiting.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });
  return end;
}

/**
 * The place on the page that the address names, and how to go to another. A link changes it and is followed with focus and
 * scroll, as is an address that was opened with a place within a part; `open` changes it alone. It lies in the address, so that
 * the browser's Back finds it again.
 */
export function usePlace(): readonly [place: string, open: (place: string) => void] {
  const [place, setPlace] = useState('');
  const [goal, setGoal] = useState<{ readonly id: string; readonly isFirst: boolean }>();
  useEffect(() => {
    const follow = (isFirst: boolean) => {
      const id = addressed();
      // To focus it once more, a moment later, would take the focus from where the reader has tabbed to.
      if (isAroundParts(id)) return;
      setPlace(id);
      if (id !== '') setGoal({ id, isFirst });
    };
    const onChange = () => follow(false);
    follow(true);
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  useEffect(() => {
    if (!goal || (goal.isFirst && openPart()?.id === goal.id)) return;
    return goTo(goal.id);
  }, [goal]);
  const open = (id: string) => {
    setPlace(id);
    window.history.replaceState(window.history.state, '', `#${id}`);
  };
  return [place, open];
}
