import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Gap } from '#lib/contract/feature.ts';
import type { ModalityDescription } from '#lib/contract/modality.ts';
import type { GripSlice, Squeeze } from './slice.ts';

const newest = ({ squeezes }: GripSlice, at: Moment): Squeeze | undefined =>
  squeezes.findLast(({ time }) => !isAfter(time, at));

const never: Gap = { missing: 'never-recorded', detail: 'No squeeze was recorded before then.', last: null };

const evidence = ({ reference, time }: Squeeze) => [{ reference, time }];

/** What the example modality gives: the greatest force of the newest squeeze, and its curve. */
export const gripDescription: ModalityDescription<GripSlice> = {
  id: 'grip',
  label: 'Grip strength',
  features: [
    {
      id: 'grip.max',
      label: 'Grip strength',
      measure: 'grip.max',
      group: 'Strength',
      unit: 'kg',
      plausible: [0, 120],
      source: 'LOINC 83174-3',
      read: (slice, at) => {
        const squeeze = newest(slice, at);
        return squeeze ? { value: Math.max(...squeeze.forces), from: evidence(squeeze) } : never;
      },
    },
  ],
  tensors: [
    {
      id: 'grip.curve',
      label: 'Curve of the newest squeeze',
      shape: [1, 8],
      version: 1,
      source: 'kg at eight equal times',
      read: async (slice, at) => {
        const squeeze = newest(slice, at);
        if (!squeeze) return never;
        return {
          tensor: { data: Float32Array.from(squeeze.forces), shape: [1, 8] },
          from: evidence(squeeze),
        };
      },
    },
  ],
};
