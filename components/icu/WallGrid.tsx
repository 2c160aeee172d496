'use client';

import { useElementSize } from '@mantine/hooks';
import { type CSSProperties, useRef } from 'react';
import { useStore } from 'zustand';
import { BedTile } from './BedTile.tsx';
import { fitGrid } from './grid-fit.ts';
import type { Wall } from './use-wall.ts';
import { WaveLayer } from './WaveLayer.tsx';
import classes from './wall.module.css';

/** CSS pixels between tiles, and round them. */
const GAP = 4;

type WallGridProps = {
  readonly wall: Wall;
  /** In the order in which they are shown. */
  readonly beds: readonly string[];
};

/** All beds on one screen, as large as they can be. */
export function WallGrid({ wall, beds }: WallGridProps) {
  const { ref, width, height } = useElementSize();
  const grid = useRef<HTMLDivElement>(null);
  const { columns, rowHeight } = fitGrid(beds.length, width - 2 * GAP, height - 2 * GAP, GAP);
  const layout = useStore(wall.store, ({ tiles }) =>
    beds.map((bed) => `${bed}${tiles?.get(bed)?.patient === null ? ' empty' : ''}`).join('|'),
  );
  const style: CSSProperties & Record<`--${string}`, string | number> = {
    gap: GAP,
    margin: GAP,
    '--columns': columns,
    '--row-height': `${rowHeight}px`,
  };
  return (
    <div ref={ref} className={classes.room}>
      <div ref={grid} className={classes.grid} style={style}>
        {beds.map((bed) => (
          <BedTile key={bed} wall={wall} bed={bed} />
        ))}
        <WaveLayer wall={wall} host={grid} layout={`${layout} ${columns} ${rowHeight}`} />
      </div>
    </div>
  );
}
