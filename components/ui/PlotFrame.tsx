'use client';

import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';

type PlotFrameProps = {
  /** What the picture shows; its numbers stand elsewhere. `null`: what it stands in says all of it. */
  readonly label: string | null;
  /** CSS pixels. */
  readonly height: number;
  /** The width in CSS pixels until the place is known, and at most; absent: as wide as the place, and drawn once that is known. */
  readonly widest?: number;
  readonly className: string | undefined;
  /** Draws the plot at a width. */
  readonly children: (width: number) => ReactNode;
};

/** An SVG plot drawn at the width of its place, so that its text keeps its size on a phone. */
export function PlotFrame({
  label,
  height,
  widest = Number.POSITIVE_INFINITY,
  className,
  children,
}: PlotFrameProps) {
  const { ref, width: room } = useElementSize();
  const width = Math.min(room > 0 ? room : Number.POSITIVE_INFINITY, widest);
  return (
    <div ref={ref} style={{ minHeight: height }} aria-hidden={label === null}>
      {Number.isFinite(width) ? (
        <svg
          className={className}
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxWidth: width }}
          role="img"
          aria-label={label ?? undefined}
        >
          {children(width)}
        </svg>
      ) : null}
    </div>
  );
}
