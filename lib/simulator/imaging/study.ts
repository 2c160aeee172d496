import { RADIOGRAPH_CLASSES } from './chest-radiograph/dataset.ts';
import type { ChestFindings } from './chest-radiograph/findings.ts';
import {
  type ChestRadiographOptions,
  renderChestRadiograph,
  scannerOf,
} from './chest-radiograph/render-chest-radiograph.ts';
import { type StudyIdentifiers, type StudyKind, studyIdentifiers } from './dicom/study-identifiers.ts';
import { ULTRASOUND_MULTIFRAME } from './echocardiogram/dataset.ts';
import type { ClipOptions } from './echocardiogram/film-heart.ts';
import type { EchoFindings } from './echocardiogram/findings.ts';
import type { JpegEncoder } from './echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from './echocardiogram/render-echocardiogram.ts';
import type { ImagedPerson, StudyMoment } from './imaged-person.ts';

/** A study that was done, with all that its rendering follows from; a study has one series of one instance. */
export type PlannedStudy = { readonly person: ImagedPerson; readonly moment: StudyMoment } & (
  | {
      readonly kind: 'chest-radiograph';
      readonly findings: ChestFindings;
      readonly options: ChestRadiographOptions;
    }
  | { readonly kind: 'echocardiogram'; readonly findings: EchoFindings; readonly options: ClipOptions }
);

/** What an ImagingStudy says of a study, known without rendering it. */
export type StudyDescription = {
  readonly kind: StudyKind;
  readonly uids: StudyIdentifiers;
  readonly dicomModality: 'DX' | 'CR' | 'US';
  readonly sopClass: string;
  readonly description: string;
  readonly ms: number;
};

export function describeStudy(study: PlannedStudy): StudyDescription {
  const { kind, person, moment } = study;
  const shared = { kind, uids: studyIdentifiers(person, kind, moment.study), ms: moment.ms };
  if (kind === 'echocardiogram') {
    const description = 'SIMULATED apical four-chamber';
    return { ...shared, dicomModality: 'US', sopClass: ULTRASOUND_MULTIFRAME, description };
  }
  const { dicomModality } = scannerOf(person, moment, study.options);
  const description = `SIMULATED chest ${study.options.projection}`;
  return { ...shared, dicomModality, sopClass: RADIOGRAPH_CLASSES[dicomModality], description };
}

/** The study's one DICOM file: about 0.1 s of computing for a radiograph, 0.3 s for an echocardiogram. */
export function renderStudy(study: PlannedStudy, encode: JpegEncoder): Uint8Array {
  const { person, moment } = study;
  return study.kind === 'chest-radiograph'
    ? renderChestRadiograph(person, study.findings, moment, study.options).dicom
    : renderEchocardiogram(person, study.findings, moment, study.options, encode).dicom;
}

/** Where a cohort's folder keeps the file. */
export const studyPath = (patient: string, { uids }: StudyDescription): string =>
  `imaging/${patient}/${uids.instance}.dcm`;
