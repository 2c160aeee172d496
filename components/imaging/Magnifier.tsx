import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import classes from './stage.module.css';
import type { Viewer } from './viewer.ts';

const SIZE = 180;
const FACTOR = 2.5;

/** A lens on the place of the cursor; drawn from what is on the screen. */
export function Magnifier({ viewer }: { readonly viewer: Viewer }) {
  const state = useStore(viewer.store);
  const lens = useRef<HTMLCanvasElement>(null);
  const { cursor } = state;
  const at = cursor && viewer.screen ? viewer.screen.toScreen(cursor) : null;
  useEffect(() => {
    const context = lens.current?.getContext('2d');
    const sources = viewer.screen?.canvases() ?? [];
    const [picture] = sources;
    if (!context || !picture || !at) return;
    const ratio = picture.width / Math.max(1, picture.clientWidth);
    const part = (SIZE / FACTOR) * ratio;
    const { width, height } = context.canvas;
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    const [left, top] = [at.x * ratio - part / 2, at.y * ratio - part / 2];
    for (const source of sources)
      if (source.width > 0) context.drawImage(source, left, top, part, part, 0, 0, width, height);
  });
  if (!at) return null;
  return (
    <canvas
      ref={lens}
      className={classes.lens}
      width={SIZE * devicePixelRatio}
      height={SIZE * devicePixelRatio}
      aria-hidden
      style={{ width: SIZE, height: SIZE, left: at.x - SIZE / 2, top: at.y - SIZE / 2 }}
    />
  );
}
