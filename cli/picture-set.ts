import { openPicture } from '#lib/dicom/open-picture.ts';
import type { Picture } from '#lib/dicom/picture.ts';
import { headerOf } from '#lib/dicom/picture-header.ts';
import { RefusedError } from '#lib/dicom/refusal.ts';
import { decodedTensor } from '#lib/modalities/imaging/decoded-tensor.ts';
import { statedIn } from '#lib/modalities/imaging/stated-values.ts';
import { imagingTensors } from '#lib/modalities/imaging/tensors.ts';
import type { JpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { planStudies } from '#lib/simulator/imaging/plan-studies.ts';
import { type PlannedStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { studyTruth } from '#lib/simulator/imaging/study-truth.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { widenFindings } from './wide-findings.ts';

/** Whose pictures: patients 0 … `patients` − 1 of a seed of the heart-failure cohort. */
export type PictureSetRequest = {
  readonly seed: number;
  readonly patients: number;
  /** Findings beyond what the cohort has; see `widenFindings`. */
  readonly wide: boolean;
};

/** A tensor of the product with what is true of it. */
export type PictureRow = {
  readonly id: string;
  readonly tensor: Float32Array;
  readonly truth: object;
};

const specs = new Map(imagingTensors.map((spec) => [spec.id, spec.shape] as const));
const tensorIds = { 'chest-radiograph': 'radiograph.frontal', echocardiogram: 'echo.clip' } as const;

/** Tensors of a picture set by id: shape of one patient's. */
export const pictureSetShapes: ReadonlyMap<string, readonly number[]> = specs;

function openedPicture(bytes: Uint8Array): Picture {
  const opened = openPicture(bytes);
  if (!opened.ok) throw new RefusedError(opened.refusal);
  return opened.value;
}

/** A study rendered and read back as the product reads a DICOM file: its tensor, and what its header states. */
export async function studyTensor(study: PlannedStudy, encode: JpegEncoder) {
  const id = tensorIds[study.kind];
  const shape = specs.get(id) ?? [];
  const picture = openedPicture(renderStudy(study, encode));
  const tensor = await decodedTensor(picture, headerOf(picture), shape);
  return { id, shape, tensor, stated: statedIn(picture) };
}

/**
 * A patient's film and clip as the product makes tensors of their DICOM files, one at a time. Everybody has both, also
 * who was not imaged in the cohort of files.
 */
export async function* patientPictures(
  { seed, wide }: PictureSetRequest,
  index: number,
  encode: JpegEncoder,
): AsyncGenerator<PictureRow> {
  for (const planned of planStudies(simulateChart(seed, index), 0)) {
    const study = wide ? widenFindings(planned) : planned;
    const { id, tensor } = await studyTensor(study, encode);
    yield { id, tensor, truth: studyTruth(study) };
  }
}
