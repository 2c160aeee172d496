'use client';

import { useIntersection } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** So far before it comes into view something is drawn. */
const AHEAD = '300px';

const waiting = new Set<() => void>();
let running = false;

/** One after the other, each in a task of its own: ten charts that come into view together must not hold up the page. */
function runNext(): void {
  const [next] = waiting;
  running = next !== undefined;
  if (!next) return;
  waiting.delete(next);
  next();
  setTimeout(runNext);
}

function takeTurn(show: () => void): () => void {
  waiting.add(show);
  if (!running) {
    running = true;
    setTimeout(runNext);
  }
  return () => {
    waiting.delete(show);
  };
}

/** True from when the element has come near the viewport and those before it in the queue were drawn. */
export function useSeen() {
  const { ref, entry } = useIntersection({ rootMargin: AHEAD });
  const near = entry?.isIntersecting === true;
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (near && !seen) return takeTurn(() => setSeen(true));
  }, [near, seen]);
  return { ref, seen };
}
