'use client';

import { useEffect, useState } from 'react';

/** How long a place is waited for whose panel is still being fetched. */
const PATIENCE_MS = 10_000;

const addressed = (): string => decodeURIComponent(window.location.hash.slice(1));

/** Brings an element into view with the focus on it; `false`: it is not on the page. */
function arrive(id: string): boolean {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'start' });
  return element !== null;
}

/** Goes to a place as soon as it is on the page. @returns what ends the waiting */
function goTo(id: string): () => void {
  if (arrive(id)) return () => undefined;
  const observer = new MutationObserver(() => {
    if (arrive(id)) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), PATIENCE_MS);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

/**
 * The place on the page that the address names, and how to go to another. A link changes it and is followed with focus and
 * scroll; `open` changes it alone. It lies in the address, so that the browser's Back finds it again.
 */
export function usePlace(): readonly [place: string, open: (place: string) => void] {
  const [place, setPlace] = useState('');
  const [goal, setGoal] = useState<{ readonly id: string }>();
  useEffect(() => {
    setPlace(addressed());
    const follow = () => {
      setPlace(addressed());
      setGoal({ id: addressed() });
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => (goal ? goTo(goal.id) : undefined), [goal]);
  const open = (id: string) => {
    setPlace(id);
    window.history.replaceState(window.history.state, '', `#${id}`);
  };
  return [place, open];
}
