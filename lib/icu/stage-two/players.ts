import { type NamedTensors, sizeOf } from '#lib/contract/tensor.ts';
import type { StageTwoModality } from './modalities.ts';
import type { ReadModality } from './session.ts';
import type { StageTwoWindow } from './window.ts';

/** One number of a modality of which at least one value is known: it may be shown or hidden. */
export type Player = { readonly modality: StageTwoModality; readonly feature: number };

/** A window with some of its numbers hidden: shown are those of `shown`. */
export type Asked = { readonly window: StageTwoWindow; readonly shown: ReadonlySet<Player> };

/** All that can be shown of a window. */
export const playersOf = (window: StageTwoWindow, modalities: readonly ReadModality[]): readonly Player[] =>
  modalities.flatMap(({ id, features }) => {
    const rows = window.get(id) ?? new Float32Array();
    const isKnown = (feature: number) =>
      rows.some((value, k) => k % features.length === feature && !Number.isNaN(value));
    return features.flatMap((_, feature): Player[] => (isKnown(feature) ? [{ modality: id, feature }] : []));
  });

type Pair = { readonly values: Float32Array; readonly present: Float32Array };

/** Writes what is shown of one modality into its row of the batch; all else stays 0. */
function write({ values, present }: Pair, rows: Float32Array, from: number, shown: readonly boolean[]): void {
  for (let k = 0; k < rows.length; k += 1) {
    const value = rows[k] ?? Number.NaN;
    if (Number.isNaN(value) || !shown[k % shown.length]) continue;
    values[from + k] = value;
    present[from + k] = 1;
  }
}

/** Windows as the graph takes them. */
export function tensorsOf(
  asked: readonly Asked[],
  modalities: readonly ReadModality[],
  hours: number,
): NamedTensors {
  const named = modalities.map(({ id, hourly, features }) => {
    const shape = hourly ? [hours, features.length] : [features.length];
    const size = sizeOf(shape);
    const pair = {
      values: new Float32Array(asked.length * size),
      present: new Float32Array(asked.length * size),
    };
    for (const [row, { window, shown }] of asked.entries()) {
      const columns = new Set(
        [...shown].filter(({ modality }) => modality === id).map(({ feature }) => feature),
      );
      write(
        pair,
        window.get(id) ?? new Float32Array(),
        row * size,
        features.map((_, k) => columns.has(k)),
      );
    }
    const whole = [asked.length, ...shape];
    return [
      [id, { data: pair.values, shape: whole }],
      [`${id}-present`, { data: pair.present, shape: whole }],
    ] as const;
  });
  return Object.fromEntries(named.flat());
}
