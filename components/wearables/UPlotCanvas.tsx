'use client';

import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

type UPlotCanvasProps = {
  /** Makes the options for a width in CSS pixels; a new function makes a new chart. */
  readonly options: (width: number) => uPlot.Options;
  readonly data: uPlot.AlignedData;
  /** Limits of the horizontal axis. */
  readonly from: number;
  readonly to: number;
};

/** A uPlot chart as wide as its place, in the colours of the scheme; moving along its axis redraws and never rebuilds. */
export function UPlotCanvas(props: UPlotCanvasProps) {
  // A canvas has its colours from when it was drawn, so another scheme makes another one.
  return <Canvas key={useComputedColorScheme()} {...props} />;
}

function Canvas({ options, data, from, to }: UPlotCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const limits = useRef({ min: from, max: to });

  useEffect(() => {
    const node = place.current;
    if (!node) return;
    const width = node.clientWidth;
    const plot = new uPlot(options(width), data, node);
    plot.setScale('x', limits.current);
    chart.current = plot;
    const observer = new ResizeObserver(() => {
      if (node.clientWidth !== plot.width) plot.setSize({ width: node.clientWidth, height: plot.height });
    });
    observer.observe(node);
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = null;
    };
  }, [options, data]);

  useEffect(() => {
    limits.current = { min: from, max: to };
    chart.current?.setScale('x', limits.current);
  }, [from, to]);

  return <div ref={place} aria-hidden />;
}

/** The value of a custom property of the page, for a canvas. */
export const cssColour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
