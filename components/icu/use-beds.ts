import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { keptOrder, type Order, sortedBeds, wardsOf } from './wall-order.ts';
import type { WallStore } from './wall-store.ts';

export type BedChoices = {
  readonly wards: readonly string[];
  /** `null`: all. */
  readonly ward: string | null;
  readonly setWard: (ward: string | null) => void;
  readonly order: Order;
  /** Sorts now; nothing sorts again until this is asked once more. */
  readonly sort: (order: Order) => void;
};

const NONE: ReadonlyMap<string, WallTile> = new Map();
const PHONE = '(max-width: 48em)';

/** Which beds are shown, in which order: by bed on a wall, by urgency in a hand. */
export function useBeds({ store }: WallStore): BedChoices & { readonly beds: readonly string[] } {
  const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false }) ?? false;
  const [ward, setWard] = useState<string | null>(null);
  const tilesNow = useCallback(() => store.getState().tiles ?? NONE, [store]);
  const sorted = useCallback((order: Order) => sortedBeds(tilesNow().values(), order), [tilesNow]);
  const [choice, setChoice] = useState(() => {
    const order: Order = phone ? 'urgency' : 'bed';
    return { order, list: sorted(order) };
  });
  // Beds that come or go, and wards that are renamed; not what is measured in them.
  const known = useStore(store, ({ tiles }) =>
    [...(tiles ?? NONE).values()].map(({ bed, ward: its }) => `${bed} ${its}`).join('|'),
  );
  useEffect(() => {
    if (known === '') return;
    // Beds in their own order are put where they belong; another order stays as it was chosen.
    setChoice((before) => (before.order === 'bed' ? { order: 'bed', list: sorted('bed') } : before));
  }, [known, sorted]);
  const beds = useMemo(
    () => (known === '' ? [] : keptOrder(tilesNow(), choice.list, ward)),
    [known, tilesNow, choice, ward],
  );
  const wards = useMemo(() => (known === '' ? [] : wardsOf(tilesNow().values())), [known, tilesNow]);
  const sort = useCallback((order: Order) => setChoice({ order, list: sorted(order) }), [sorted]);
  return { beds, wards, ward, setWard, order: choice.order, sort };
}
