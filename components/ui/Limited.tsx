'use client';

import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

type LimitedProps<T> = {
  readonly items: readonly T[];
  /** How many are shown at first, and how many each further step adds. */
  readonly step: number;
  /** What the items are, e.g. `studies`. */
  readonly what: string;
  readonly children: (item: T) => ReactNode;
};

/** The first items of a long list; the rest a button at a time, so that thousands never freeze the page. */
export function Limited<T>({ items, step, what, children }: LimitedProps<T>) {
  const [shown, setShown] = useState(step);
  const more = items.length - shown;
  return (
    <>
      {items.slice(0, shown).map(children)}
      {more > 0 ? (
        <Button variant="default" size="xs" onClick={() => setShown(shown + step)}>
          {`Show ${Math.min(step, more)} more of ${items.length.toLocaleString('en-GB')} ${what}`}
        </Button>
      ) : null}
    </>
  );
}
