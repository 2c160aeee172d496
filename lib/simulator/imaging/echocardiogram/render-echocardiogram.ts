import { writePart10 } from '../dicom/write-part10.ts';
import type { ImagedPerson, StudyMoment } from '../imaged-person.ts';
import { echoDataset } from './dataset.ts';
import { type ClipOptions, type ClipTruth, filmHeart } from './film-heart.ts';
import type { EchoFindings } from './findings.ts';
import type { JpegEncoder } from './jpeg-encoder.ts';
import { HEIGHT, WIDTH } from './screen.ts';

/** What the file does not say and a model is to find; belongs beside the data. */
type EchocardiogramTruth = ClipTruth & {
  readonly simulated: true;
  readonly machine: string;
  readonly findings: EchoFindings;
};

type Echocardiogram = { readonly dicom: Uint8Array; readonly truth: EchocardiogramTruth };

/** One apical four-chamber clip as a DICOM file (US multi-frame, JPEG baseline), and the truth about it. */
export function renderEchocardiogram(
  person: ImagedPerson,
  findings: EchoFindings,
  moment: StudyMoment,
  options: ClipOptions,
  encode: JpegEncoder,
): Echocardiogram {
  const key = { seed: person.seed, index: person.index, study: moment.study };
  const clip = filmHeart(key, findings, options, (picture) => encode(picture, WIDTH, HEIGHT));
  const { frames } = clip;
  const compressed = frames.reduce((total, frame) => total + frame.length, 0);
  const ratio = (clip.frames.length * WIDTH * HEIGHT) / compressed;
  return {
    dicom: writePart10(echoDataset(person, moment, clip, ratio), { kind: 'jpeg', frames }),
    truth: { simulated: true, ...clip.truth, machine: clip.machine.model, findings },
  };
}
