'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import classes from './ScrollRegion.module.css';

type Hidden = {
  readonly before: boolean;
  readonly after: boolean;
  readonly above: boolean;
  readonly below: boolean;
};

const NONE: Hidden = { before: false, after: false, above: false, below: false };

/** Fractions of a pixel are rounding. */
const SLACK = 2;

const hiddenIn = (region: HTMLElement): Hidden => ({
  before: Math.abs(region.scrollLeft) > SLACK,
  after: region.scrollWidth - region.clientWidth - Math.abs(region.scrollLeft) > SLACK,
  above: region.scrollTop > SLACK,
  below: region.scrollHeight - region.clientHeight - region.scrollTop > SLACK,
});

const isSame = (a: Hidden, b: Hidden): boolean =>
  a.before === b.before && a.after === b.after && a.above === b.above && a.below === b.below;

const cueOf = (what: string, start: string | false, end: string | false): readonly string[] =>
  start || end ? [[start, `more ${what}`, end].filter(Boolean).join(' ')] : [];

/** `← more columns → · more rows ↓`; nothing where all is in sight. */
const cueText = ({ before, after, above, below }: Hidden): string =>
  [...cueOf('columns', before && '←', after && '→'), ...cueOf('rows', above && '↑', below && '↓')].join(
    ' · ',
  );

/** What of a region is out of sight, as it is scrolled, resized or filled. */
function useHidden() {
  const ref = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState(NONE);
  const look = useCallback(() => {
    const next = ref.current ? hiddenIn(ref.current) : NONE;
    setHidden((old) => (isSame(old, next) ? old : next));
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
  const cue = cueText(hidden);
  return (
    <div
      className={classes.frame}
      data-before={hidden.before || undefined}
      data-after={hidden.after || undefined}
    >
      {cue === '' ? null : (
        <p className={classes.cue} aria-hidden>
          {cue}
        </p>
      )}
      {/* A region that scrolls takes the focus, so that the arrow keys scroll it (WCAG 2.1.1). */}
      <section ref={ref} className={classes.scroll} aria-label={label} {...FOCUSABLE} onScroll={look}>
        {children}
      </section>
      {hidden.below ? <div className={classes.below} aria-hidden /> : null}
    </div>
  );
}

const FOCUSABLE = { tabIndex: 0 } as const;
