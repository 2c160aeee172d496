'use client';

import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';

type PlotFrameProps = {
  /** What the picture shows; its numbers stand elsewhere. */
  readonly label: string;
  /** CSS pixels. */
  readonly height: number;
  /** The width in CSS pixels until the place is known, and at most. */
  readonly widest: number;
  readonly className: string | undefined;
  /** Draws the plot at a width. */
  readonly children: (width: number) => ReactNode;
};

/** An SVG plot drawn at the width of its place, so that its text keeps its size on a phone. */
export function PlotFrame({ label, height, widest, className, children }: PlotFrameProps) {
  const { ref, width: room } = useElementSize();
  const width = room > 0 ? Math.min(room, widest) : widest;
  return (
    <div ref={ref}>
      <svg
        className={className}
        viewBox={`0 0 ${width} ${height}`}
        style={{ maxWidth: width }}
        role="img"
        aria-label={label}
      >
        {children(width)}
      </svg>
    </div>
  );
}
