'use client';

import { useCallback, useState } from 'react';
import type { Entry, Sort } from './entries.ts';
import type { Filter } from './filter.ts';

/** What a reader asks of an order. */
type Wish = { readonly filter: Filter; readonly sort: Sort };

type Kept = Wish & { readonly entries: readonly Entry[] };

/**
 * What stands in the order: of a patient whose pictures were read meanwhile what was known before. `before` itself where
 * nothing differs.
 */
export function standingStill(before: readonly Entry[], entries: readonly Entry[]): readonly Entry[] {
  const known = new Map(before.map((entry) => [entry.patient.id, entry]));
  const still = entries.map((entry) => (entry.renewal && known.get(entry.patient.id)) || entry);
  const isSame = still.length === before.length && still.every((entry, at) => entry === before[at]);
  return isSame ? before : still;
}

/**
 * What the list is ordered by. Nothing moves under the reader's hand: not while charts are read, and not when pictures change a
 * risk, until the reader asks for another order, for other patients, or to sort anew.
 */
export function useStill(entries: readonly Entry[], { filter, sort }: Wish, moving: boolean) {
  const [kept, setKept] = useState<Kept>({ entries, filter, sort });
  const isNewWish = kept.filter !== filter || kept.sort !== sort;
  const held = moving ? kept.entries : standingStill(kept.entries, entries);
  const still = isNewWish && !moving ? entries : held;
  if (isNewWish || still !== kept.entries) setKept({ entries: still, filter, sort });
  const sortAnew = useCallback(() => setKept({ entries, filter, sort }), [entries, filter, sort]);
  return { still, sortAnew };
}
