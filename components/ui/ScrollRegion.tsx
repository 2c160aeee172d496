'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import classes from './ScrollRegion.module.css';

type Hidden = { readonly before: boolean; readonly after: boolean };

const NONE: Hidden = { before: false, after: false };

/** Fractions of a pixel are rounding. */
const SLACK = 2;

const hiddenIn = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): Hidden => ({
  before: Math.abs(scrollLeft) > SLACK,
  after: scrollWidth - clientWidth - Math.abs(scrollLeft) > SLACK,
});

/** What of a region's width is out of sight, as it is scrolled, resized or filled. */
function useHidden() {
  const ref = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState(NONE);
  const look = useCallback(() => {
    const next = ref.current ? hiddenIn(ref.current) : NONE;
    setHidden((old) => (old.before === next.before && old.after === next.after ? old : next));
  }, []);
  useEffect(() => {
    const region = ref.current;
    if (!region) return;
    const observer = new ResizeObserver(look);
    observer.observe(region);
    for (const child of region.children) observer.observe(child);
    return () => observer.disconnect();
  }, [look]);
  return { ref, hidden, look };
}

type ScrollRegionProps = { readonly label: string; readonly children: ReactNode };

/** What may be wider than its place: it scrolls in its own box by touch and by keyboard, and shows on which side there is more. */
export function ScrollRegion({ label, children }: ScrollRegionProps) {
  const { ref, hidden, look } = useHidden();
  return (
    <div
      className={classes.frame}
      data-before={hidden.before || undefined}
      data-after={hidden.after || undefined}
    >
      {hidden.before || hidden.after ? (
        <p className={classes.cue} aria-hidden>
          {hidden.before ? '← ' : ''}more columns{hidden.after ? ' →' : ''}
        </p>
      ) : null}
      {/* A region that scrolls takes the focus, so that the arrow keys scroll it (WCAG 2.1.1). */}
      <section ref={ref} className={classes.scroll} aria-label={label} {...FOCUSABLE} onScroll={look}>
        {children}
      </section>
    </div>
  );
}

const FOCUSABLE = { tabIndex: 0 } as const;
