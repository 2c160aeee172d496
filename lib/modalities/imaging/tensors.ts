import type { TensorInput } from '#lib/contract/modality.ts';
import { type PictureKind, picturesOf } from './pictures-of.ts';
import type { ImagingSlice } from './slice.ts';

const FILM_SIZE = 256;
const CLIP_FRAMES = 16;
const CLIP_SIZE = 112;

const SCALE =
  'values 0 to 1, dark to bright (PS3.3 C.11.1 and C.7.6.3.1.2), averaged into a square, black outside the picture';

type Spec = Omit<TensorInput<ImagingSlice>, 'read' | 'newest'>;

/** A tensor of the newest picture of a kind. The decoder is loaded with the first. */
const ofNewest = (spec: Spec, kind: PictureKind): TensorInput<ImagingSlice> => ({
  ...spec,
  read: async (slice, at, files, signal) => {
    const { readNewest } = await import('./read-picture.ts');
    return readNewest(slice, at, files, kind, spec.shape, signal);
  },
  newest: (slice, at) => {
    const [first] = picturesOf(slice, at, kind);
    return first ? { instance: first.uids.instance, from: first.evidence } : null;
  },
});

/** What networks are given of the pictures: the newest of each kind that was taken by the time of prediction. */
export const imagingTensors: readonly TensorInput<ImagingSlice>[] = [
  ofNewest(
    {
      id: 'radiograph.frontal',
      label: 'Frontal chest radiograph',
      shape: [1, FILM_SIZE, FILM_SIZE],
      version: 1,
      source: `Modality DX or CR, ViewPosition PA or AP, BodyPartExamined CHEST; ${SCALE}`,
    },
    'frontal-radiograph',
  ),
  ofNewest(
    {
      id: 'echo.clip',
      label: 'Echocardiogram',
      shape: [CLIP_FRAMES, 1, CLIP_SIZE, CLIP_SIZE],
      version: 1,
      source: `Modality US, several frames; ${CLIP_FRAMES} frames at equal times; ${SCALE}`,
    },
    'ultrasound-clip',
  ),
];
