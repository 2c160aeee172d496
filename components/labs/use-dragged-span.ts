import { type PointerEvent, useState } from 'react';
import { timeUnder } from './chart-frame.ts';
import type { TimeWindow } from './time-window.ts';

/** Less than this is a click with an unsteady hand. In pixels. */
const LEAST = 12;

type Drag = {
  readonly pointer: number;
  readonly start: number;
  readonly end: number;
  readonly width: number;
};

/** Drawing a span of time over a chart with mouse or pen; a finger scrolls the page instead. */
export function useDraggedSpan(window: TimeWindow, onSpan: (a: number, b: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const place = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, width };
  };
  const isDrawn = drag !== null && Math.abs(drag.end - drag.start) >= LEAST;
  return {
    /** Pixels from the chart's left edge; `null` while nothing is drawn. */
    drawn: isDrawn ? { left: Math.min(drag.start, drag.end), width: Math.abs(drag.end - drag.start) } : null,
    begin(event: PointerEvent<HTMLElement>) {
      if (event.pointerType === 'touch' || event.button !== 0) return;
      const { x, width } = place(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ pointer: event.pointerId, start: x, end: x, width });
    },
    move(event: PointerEvent<HTMLElement>) {
      if (drag?.pointer !== event.pointerId) return;
      const { x, width } = place(event);
      setDrag({ ...drag, end: Math.min(width, Math.max(0, x)), width });
    },
    finish() {
      if (isDrawn) onSpan(timeUnder(drag.start, drag.width, window), timeUnder(drag.end, drag.width, window));
      setDrag(null);
    },
    abandon: () => setDrag(null),
  };
}
