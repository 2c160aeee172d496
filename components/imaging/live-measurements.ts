import { createStore } from 'zustand/vanilla';
import type { MeasuredValue } from '#lib/dicom/reporting/report-of-file.ts';

/** What is measured at the moment in pictures that are open, by SOP Instance UID. */
type Live = { readonly [instance: string]: readonly MeasuredValue[] };

/** Page and viewer share it: a value counts as long as its picture is open, as the viewer's own table says. */
export const liveMeasurements = createStore<Live>(() => ({}));

const sameValues = (a: readonly MeasuredValue[], b: readonly MeasuredValue[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Tells what is measured in an open picture; nothing: it was removed, or the picture closed. */
export function tellMeasured(instance: string, values: readonly MeasuredValue[]): void {
  const { [instance]: known = [], ...others } = liveMeasurements.getState();
  if (sameValues(known, values)) return;
  liveMeasurements.setState(values.length === 0 ? others : { ...others, [instance]: values }, true);
}
