import { findingFeatures } from './finding-features.ts';
import { imagingTensors } from './tensors.ts';

/** What the imaging modality gives, without how it is parsed. */
export const imagingDescription = {
  id: 'imaging',
  label: 'Imaging',
  features: findingFeatures,
  tensors: imagingTensors,
};
