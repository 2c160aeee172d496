import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type ListedAlert, listedAlerts } from './wall-order.ts';
import type { WallState, WallStore } from './wall-store.ts';

const keyOf = ({ alert, bed, now }: ListedAlert): string =>
  [
    bed,
    alert.id,
    alert.state,
    alert.until,
    alert.answer?.at,
    alert.second?.agrees,
    Math.round((now ?? -1) * 100),
  ].join(' ');

const listOf = ({ tiles }: WallState): readonly ListedAlert[] => (tiles ? listedAlerts(tiles.values()) : []);

/** Alerts of all beds, the most urgent first; the same list for as long as nothing in it changes. */
export function useAlerts({ store }: WallStore): readonly ListedAlert[] {
  const key = useStore(store, (state) => listOf(state).map(keyOf).join('\n'));
  return useMemo(() => (key === '' ? [] : listOf(store.getState())), [store, key]);
}

/** The most urgent of the alerts that were raised since the last look; none of those that stood when the wall came. */
export function useNewest(alerts: readonly ListedAlert[]): ListedAlert | null {
  const known = useRef<Set<string> | null>(null);
  const [newest, setNewest] = useState<ListedAlert | null>(null);
  useEffect(() => {
    const raised = alerts.filter(({ alert }) => alert.state === 'raised');
    const before = known.current;
    known.current = new Set(raised.map(({ alert }) => alert.id));
    const fresh = before === null ? undefined : raised.find(({ alert }) => !before.has(alert.id));
    if (fresh) setNewest(fresh);
  }, [alerts]);
  return newest;
}
