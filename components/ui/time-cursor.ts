import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** The moment that the reader points at in one chart, ms since the epoch; `null`: none. All charts of a page share it. */
type TimeCursor = { readonly at: number | null };

export const timeCursor = createStore<TimeCursor>(() => ({ at: null }));

export const pointAt = (at: number | null): void => {
  if (timeCursor.getState().at !== at) timeCursor.setState({ at });
};

/** The shared moment, when it lies within the span that a chart shows. */
export function useCursorWithin(from: number, to: number): number | null {
  return useStore(timeCursor, ({ at }) => (at !== null && at >= from && at <= to ? at : null));
}
