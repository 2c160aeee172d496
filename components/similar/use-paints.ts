import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import { type Paints, readPaints } from './read-paints.ts';

/** The colours of the theme as a canvas takes them; `null` until the page is drawn. They follow the theme. */
export function usePaints(host: RefObject<Element | null>): Paints | null {
  const scheme = useComputedColorScheme('light');
  const [paints, setPaints] = useState<Paints | null>(null);
  useEffect(() => {
    if (scheme && host.current) setPaints(readPaints(host.current));
  }, [scheme, host]);
  return paints;
}
