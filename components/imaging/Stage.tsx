import { Loader } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Refusal } from '#lib/dicom/refusal.ts';
import { Magnifier } from './Magnifier.tsx';
import { MapLayer } from './MapLayer.tsx';
import { MeasurementLayer } from './MeasurementLayer.tsx';
import { PictureLabels } from './PictureLabels.tsx';
import classes from './stage.module.css';
import { type QuietState, useQuietState } from './use-quiet-state.ts';
import { useStagePointer } from './use-stage-pointer.ts';
import type { Viewer } from './viewer.ts';

type StageProps = {
  readonly viewer: Viewer;
  readonly title: string;
  /** Key of the picture. */
  readonly picture: string;
};

/** What lies over the picture and takes the pointer and the keys. */
export function Stage({ viewer, title, picture }: StageProps) {
  const state = useQuietState(viewer);
  const stage = useRef<HTMLDivElement>(null);
  const pointer = useStagePointer(viewer);
  useStageSize(viewer, stage.current?.parentElement ?? null);
  useWheel(viewer, stage);
  useOpenedFocus(stage);
  return (
    <div
      ref={stage}
      className={classes.overlay}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the picture need the focus on it
      tabIndex={0}
      role="application"
      aria-roledescription="picture"
      aria-label={`${title}. ${descriptionOf(state)}`}
      data-status={state.status}
      data-testid="stage"
      onKeyDown={(event: KeyboardEvent) => {
        if (viewer.press(event.nativeEvent)) event.preventDefault();
      }}
      {...pointer}
    >
      <Content viewer={viewer} state={state} picture={picture} />
      <DoubtMark doubt={state.doubt} />
    </div>
  );
}

type ContentProps = Pick<StageProps, 'viewer' | 'picture'> & { readonly state: QuietState };

function Content({ viewer, state, picture }: ContentProps) {
  const { status, header, refusal, tool } = state;
  const frameRefusal = useStore(viewer.store, (now) => now.frameRefusal);
  const { screen } = viewer;
  if (status === 'refused' && refusal) return <Reason refusal={refusal} />;
  if (status !== 'shown' || !header || !screen)
    return <Loader className={classes.wait ?? ''} aria-label="Opening the picture" />;
  return (
    <>
      {frameRefusal ? <Reason refusal={frameRefusal} /> : null}
      {state.doubt === null ? (
        <MapLayer viewer={viewer} header={header} screen={screen} instance={picture} />
      ) : null}
      <MeasurementLayer viewer={viewer} header={header} screen={screen} />
      <PictureLabels viewer={viewer} labels={header.labels} state={state} />
      {tool === 'magnify' ? <Magnifier viewer={viewer} /> : null}
    </>
  );
}

/** Over the whole width and round the whole picture: it must not be read as the patient's. */
function DoubtMark({ doubt }: { readonly doubt: string | null }) {
  if (doubt === null) return null;
  return (
    <div className={classes.doubtFrame}>
      <p className={classes.doubt} role="alert">
        <strong>Not known to be this patient’s picture</strong>
        <span>{doubt}</span>
      </p>
    </div>
  );
}

function descriptionOf({ status, refusal, header, doubt }: QuietState): string {
  if (status === 'refused') return refusal?.message ?? 'No picture.';
  if (!header) return 'Opening.';
  const { labels, columns, rows, frames } = header;
  const what = [labels.dicomModality, labels.bodyPart, labels.view].filter(Boolean).join(' ');
  const mark = doubt === null ? '' : 'Not known to be this patient’s picture. ';
  return `${mark}${what} ${columns} by ${rows} pixels${frames > 1 ? `, ${frames} frames` : ''}. Press question mark for keys.`;
}

function Reason({ refusal }: { readonly refusal: Refusal }) {
  return (
    <div className={classes.reason} role="alert" data-code={refusal.code}>
      <strong>No picture</strong>
      <p data-testid="reason">{refusal.message}</p>
      {refusal.keyword ? <p>DICOM attribute: {refusal.keyword}</p> : null}
    </div>
  );
}

/**
 * Whoever pressed a button to open a picture goes on in the picture; whoever chooses among several stays with the choice. One
 * that opens by itself, in a part of the page that has the focus, is only brought into view.
 */
function useOpenedFocus(stage: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const from = document.activeElement;
    if (from instanceof HTMLButtonElement) stage.current?.focus({ preventScroll: true });
    else if (from === document.body || !from?.contains(stage.current)) return;
    stage.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [stage]);
}

function useStageSize(viewer: Viewer, element: HTMLElement | null): void {
  useEffect(() => {
    if (!element) return;
    const resize = () => viewer.screen?.resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    const leaveDensity = onDensityChange(resize);
    return () => {
      observer.disconnect();
      leaveDensity();
    };
  }, [viewer, element]);
}

/** A window moved to a denser screen keeps its size in CSS pixels, so that no observer of sizes hears of it. */
function onDensityChange(tell: () => void): () => void {
  const leave = new AbortController();
  const watch = () => {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = () => {
      tell();
      watch();
    };
    query.addEventListener('change', changed, { once: true, signal: leave.signal });
  };
  watch();
  return () => leave.abort();
}

/** The wheel zooms, or steps through a clip, once the picture has the focus; before that it scrolls the page. */
function useWheel(viewer: Viewer, stage: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (document.activeElement !== element) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const frames = viewer.store.getState().header?.frames ?? 1;
      if (frames > 1 && !event.ctrlKey) viewer.cine.step(Math.sign(event.deltaY));
      else viewer.zoomBy(Math.exp(-event.deltaY / 500), { x: event.clientX - left, y: event.clientY - top });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [viewer, stage]);
}
