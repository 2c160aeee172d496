import { type PointerEvent, useRef } from 'react';
import type { Point } from '#lib/dicom/scale.ts';
import { isIn, isTrace } from './measurement.ts';
import type { Viewer } from './viewer.ts';
import { isMeasuring, type Tool } from './viewer-state.ts';

type Drag = {
  readonly pointer: number;
  readonly kind: Tool | 'point' | 'draw';
  last: Point;
  /** Of a measurement's point that is being moved. */
  readonly handle?: { readonly id: number; readonly index: number };
};

const GRIP = 12;
const TRACE_STEP = 5;
const MIDDLE = 1;
const RIGHT = 2;

const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent): Point => {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
};

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Mouse, pen and fingers on the picture: one does what the tool says, two fingers zoom and pan. */
export function useStagePointer(viewer: Viewer) {
  const drag = useRef<Drag | null>(null);
  const fingers = useRef(new Map<number, Point>());

  function gripped(at: Point): Drag['handle'] | undefined {
    const { measurements, frame } = viewer.store.getState();
    const { screen } = viewer;
    if (!screen) return undefined;
    for (const one of measurements) {
      const index = isIn(one, frame)
        ? one.points.findIndex((point) => distance(screen.toScreen(point), at) < GRIP)
        : -1;
      if (index >= 0) return { id: one.id, index };
    }
    return undefined;
  }

  function start(event: PointerEvent, at: Point): Drag {
    const { tool } = viewer.store.getState();
    const base = { pointer: event.pointerId, last: at };
    if (event.button === MIDDLE) return { ...base, kind: 'pan' };
    if (event.button === RIGHT) return { ...base, kind: 'zoom' };
    const handle = viewer.store.getState().draft.length === 0 ? gripped(at) : undefined;
    if (handle) return { ...base, kind: 'point', handle };
    if (!isMeasuring(tool)) return { ...base, kind: tool };
    return { ...base, kind: 'draw' };
  }

  function onPointerDown(event: PointerEvent): void {
    const at = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, at);
    if (fingers.current.size > 1) {
      drag.current = null;
      return;
    }
    drag.current = start(event, at);
    if (drag.current.kind === 'draw') addPoint(at);
    if (drag.current.kind === 'magnify') setCursor(at);
  }

  const setCursor = (at: Point) => viewer.store.setState({ cursor: viewer.screen?.toPicture(at) ?? null });

  function addPoint(at: Point): void {
    const point = viewer.screen?.toPicture(at);
    if (point) viewer.measurements.addPoint(point);
  }

  function pinch(event: PointerEvent, at: Point): void {
    const before = fingers.current.get(event.pointerId) ?? at;
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return;
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    viewer.zoomBy(distance(at, other) / Math.max(1, distance(before, other)), middle);
    viewer.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
  }

  function follow(current: Drag, at: Point): void {
    const [dx, dy] = [at.x - current.last.x, at.y - current.last.y];
    const { tool } = viewer.store.getState();
    if (current.kind === 'draw') {
      // A trace may be drawn in one go, or clicked point by point.
      if (!isMeasuring(tool) || !isTrace(tool) || Math.hypot(dx, dy) < TRACE_STEP) return;
      addPoint(at);
    } else if (current.kind === 'point') movePoint(current, at);
    else move(current.kind, dx, dy, at);
    current.last = at;
  }

  function movePoint({ handle }: Drag, at: Point): void {
    const point = viewer.screen?.toPicture(at);
    if (handle && point) viewer.measurements.movePoint(handle.id, handle.index, point);
  }

  function move(kind: Drag['kind'], dx: number, dy: number, at: Point): void {
    if (kind === 'window') viewer.dragWindow(dx, dy);
    if (kind === 'pan') viewer.panBy(dx, dy);
    if (kind === 'zoom') viewer.zoomBy(Math.exp(-dy / 150));
    if (kind === 'magnify') setCursor(at);
  }

  function onPointerMove(event: PointerEvent): void {
    const at = placeOf(event);
    if (fingers.current.size > 1) pinch(event, at);
    else if (drag.current?.pointer === event.pointerId) follow(drag.current, at);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, at);
  }

  function onPointerUp(event: PointerEvent): void {
    const at = placeOf(event);
    fingers.current.delete(event.pointerId);
    const ended = drag.current;
    drag.current = null;
    if (ended?.kind === 'magnify') viewer.store.setState({ cursor: null });
    // Two points may be set by two clicks or by one drag.
    const { draft, tool } = viewer.store.getState();
    const first = draft[0] && viewer.screen?.toScreen(draft[0]);
    const isDragged = ended?.kind === 'draw' && draft.length === 1 && first && distance(first, at) > GRIP;
    if (isDragged && isMeasuring(tool) && !isTrace(tool)) addPoint(at);
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onDoubleClick: () => viewer.measurements.finish(),
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
}
