'use client';

import { type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from 'react';
import { nextTab } from './next-tab.ts';
import classes from './sections.module.css';
import { usePlace } from './use-place.ts';

/** One tab of the patient page. */
export type Section = {
  /** Id of the panel; the address names it. */
  readonly anchor: string;
  readonly title: string;
  /** Whether an id that links lead to lies here. */
  readonly holds: (id: string) => boolean;
  readonly content: ReactNode;
};

/** The parts of a chart as tabs that stay in sight, one drawn at a time; a link into one opens it and goes there. */
export function Sections({ sections }: { readonly sections: readonly Section[] }) {
  const [place, open] = usePlace();
  const tabs = useRef<HTMLDivElement>(null);
  const [latest, setLatest] = useState('');
  const found = sections.find(({ holds }) => holds(place))?.anchor;
  // A place outside of all parts, as the heading, leaves the one open that is.
  if (found !== undefined && found !== latest) setLatest(found);
  const shown = found ?? latest;
  const at = Math.max(
    0,
    sections.findIndex(({ anchor }) => anchor === shown),
  );
  const current = sections[at];
  if (!current) return null;
  const step = (event: KeyboardEvent) => {
    const next = nextTab(event.key, at, sections.length);
    const section = next === null ? undefined : sections[next];
    if (next === null || !section) return;
    event.preventDefault();
    open(section.anchor);
    tabs.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div className={classes.sections}>
      <div ref={tabs} role="tablist" aria-label="Parts of the chart" className={classes.tabs}>
        {sections.map(({ anchor, title }) => {
          const selected = anchor === current.anchor;
          return (
            <button
              key={anchor}
              type="button"
              role="tab"
              id={tabId(anchor)}
              aria-selected={selected}
              aria-controls={selected ? anchor : undefined}
              tabIndex={selected ? 0 : -1}
              className={classes.tab}
              onClick={() => open(anchor)}
              onKeyDown={step}
            >
              {title}
            </button>
          );
        })}
      </div>
      <div
        key={current.anchor}
        id={current.anchor}
        role="tabpanel"
        aria-labelledby={tabId(current.anchor)}
        tabIndex={-1}
        className={classes.content}
      >
        {/* A part that is still being fetched must not hide the tabs: whoever opened it would lose the focus. */}
        <Suspense fallback={<p role="status">Opening {current.title} …</p>}>{current.content}</Suspense>
      </div>
    </div>
  );
}

const tabId = (anchor: string): string => `${anchor}-tab`;
