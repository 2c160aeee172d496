'use client';

import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Handover } from './Handover.tsx';
import type { WallStore } from './wall-store.ts';

/** What the printer gets in place of the wall: a page for each patient on it, made when it is asked for. */
export function PrintedWall({ wall, beds }: { readonly wall: WallStore; readonly beds: readonly string[] }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes its picture of the page right after the event.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  if (!printing) return null;
  const { tiles, now, link } = wall.store.getState();
  return beds.map((bed) => {
    const tile = tiles?.get(bed);
    return tile && tile.patient !== null ? <Handover key={bed} tile={tile} now={now} link={link} /> : null;
  });
}
