'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useEffect, useRef } from 'react';
import { WAVEFORMS, type WaveformId } from '#lib/icu/events/stream-event.ts';
import type { Wall } from './use-wall.ts';
import classes from './wall.module.css';
import type { Lane } from './wave/wall-protocol.ts';

type WaveLayerProps = {
  readonly wall: Wall;
  /** Holds the lanes, which are found by `data-lane` and drawn in their own colour. */
  readonly host: RefObject<HTMLElement | null>;
  /** Changes whenever lanes come, go or move though the host keeps its size. */
  readonly layout: string;
};

const isWaveform = (name: string | undefined): name is WaveformId => name !== undefined && name in WAVEFORMS;

function lanesOf(host: HTMLElement): Lane[] {
  const origin = host.getBoundingClientRect();
  return [...host.querySelectorAll<HTMLElement>('[data-lane]')].flatMap((element) => {
    const { lane: waveform, bed } = element.dataset;
    if (!isWaveform(waveform) || bed === undefined) return [];
    const { left, top, width, height } = element.getBoundingClientRect();
    const colour = getComputedStyle(element).color;
    return { bed, waveform, x: left - origin.left, y: top - origin.top, width, height, colour };
  });
}

/** One canvas over all tiles, drawn in the worker: no sample and no frame passes through the page. */
export function WaveLayer({ wall: { ask, pace }, host, layout }: WaveLayerProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('dark');
  const still = useMediaQuery('(prefers-reduced-motion: reduce)') ?? false;

  useEffect(() => {
    if (!ask || !place.current) return;
    // Made here: a canvas can be handed to a worker once, and a page that is mounted again needs another.
    const canvas = document.createElement('canvas');
    place.current.append(canvas);
    const offscreen = canvas.transferControlToOffscreen();
    ask({ ask: 'draw-on', canvas: offscreen }, [offscreen]);
    return () => canvas.remove();
  }, [ask]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another order or theme moves or paints the lanes anew
  useEffect(() => {
    const element = host.current;
    if (!ask || !element) return;
    const tell = () => {
      const { clientWidth: width, clientHeight: height } = element;
      ask({ ask: 'lay-out', lanes: lanesOf(element), width, height, ratio: devicePixelRatio, still });
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => observer.disconnect();
  }, [ask, host, layout, scheme, still]);

  useEffect(() => {
    // For whoever measures: how many frames the last second had, and how late waveforms are.
    const showing = setInterval(() => {
      if (!place.current || !pace.last) return;
      place.current.dataset.lags = pace.last.lags.map(Math.round).join(' ');
      place.current.dataset.frames = String(pace.last.frames);
    }, 1000);
    return () => clearInterval(showing);
  }, [pace]);

  return <div ref={place} className={classes.waves} data-testid="waves" aria-hidden />;
}
