import type { Feature } from '#lib/contract/feature.ts';
import type { ImagingSlice } from './slice.ts';
import { imagingTensors } from './tensors.ts';

/** No number is read from a study itself: pictures are measured in the viewer, and the results are Observations. */
const features: readonly Feature<ImagingSlice>[] = [];

/** What the imaging modality gives, without how it is parsed. */
export const imagingDescription = { id: 'imaging', label: 'Imaging', features, tensors: imagingTensors };
