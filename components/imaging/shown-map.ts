import { createStore } from 'zustand/vanilla';
import type { Finding } from '#lib/contract/findings-report.ts';
import type { FindingMap } from '#lib/fusion/finding-map.ts';

/** The one map that lies over a picture at the moment. */
export type ShownMap = {
  /** SOP Instance UID of the picture that it is of, and of no other. */
  readonly instance: string;
  readonly patient: string;
  /** Id of the network. */
  readonly model: string;
  readonly finding: Finding;
  readonly map: FindingMap;
};

type Shown = { readonly shown: ShownMap | null };

/** The card of findings and the viewer share it: asked for in one, drawn in the other. */
export const shownMap = createStore<Shown>(() => ({ shown: null }));

export const showMap = (shown: ShownMap): void => shownMap.setState({ shown });

/** Takes the map away if it is one of those meant; all are, unless told otherwise. */
export function dropMap(isMeant: (shown: ShownMap) => boolean = () => true): void {
  const { shown } = shownMap.getState();
  if (shown && isMeant(shown)) shownMap.setState({ shown: null });
}
