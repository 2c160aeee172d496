import { itemOf, itemsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/**
 * Where an attribute of frame `index` (from 0) stands: in the frame's own functional group, else in the one that all
 * frames share (PS3.3 C.7.6.16.1), else in the data set itself, as in every object that has no groups.
 *
 * @param macro tag of the sequence that holds the attribute, e.g. Pixel Measures Sequence
 */
export const groupOf = (set: DataSet, macro: number, index: number): DataSet =>
  ownGroupOf(set, macro, index) ?? set;

/** The same without the data set itself; `undefined` when no functional group has the macro. */
export function ownGroupOf(set: DataSet, macro: number, index: number): DataSet | undefined {
  const own = itemsOf(set, TAGS.PerFrameFunctionalGroupsSequence)[index];
  const shared = itemOf(set, TAGS.SharedFunctionalGroupsSequence);
  return (own && itemOf(own, macro)) ?? (shared && itemOf(shared, macro));
}

/** Frames that the file describes one by one; `null` when it has no such list. */
export const describedFrames = (set: DataSet): number | null =>
  set.has(TAGS.PerFrameFunctionalGroupsSequence)
    ? itemsOf(set, TAGS.PerFrameFunctionalGroupsSequence).length
    : null;

/** All items of a macro that may have several, from the same places. */
export function groupItemsOf(set: DataSet, macro: number, index: number): readonly DataSet[] {
  const own = itemsOf(set, TAGS.PerFrameFunctionalGroupsSequence)[index];
  const shared = itemOf(set, TAGS.SharedFunctionalGroupsSequence);
  const places = [own, shared, set].map((place) => (place ? itemsOf(place, macro) : []));
  return places.find((items) => items.length > 0) ?? [];
}
