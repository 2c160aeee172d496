import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Viewer } from './viewer.ts';
import type { ViewerState } from './viewer-state.ts';

/** What does not change with every frame of a clip. */
export type QuietState = Omit<ViewerState, 'frame' | 'drawn' | 'loaded' | 'frameRefusal' | 'cursor'>;

/** The state without what changes many times a second: a component that uses it is not rendered by a running clip. */
export function useQuietState(viewer: Viewer): QuietState {
  return useStore(
    viewer.store,
    useShallow((state): QuietState => {
      const {
        frame: _frame,
        drawn: _drawn,
        loaded: _loaded,
        frameRefusal: _reason,
        cursor: _cursor,
        ...rest
      } = state;
      return rest;
    }),
  );
}
