import { openStream } from '../../stream.ts';
import { writePart10 } from '../dicom/write-part10.ts';
import type { ImagedPerson, StudyMoment } from '../imaged-person.ts';
import { chestDataset } from './dataset.ts';
import type { ChestFindings, Projection } from './findings.ts';
import { WHITE } from './grey-scale.ts';
import { type ProjectionTruth, projectChest } from './project-chest.ts';
import { pickScanner, type Scanner, type Shortcut } from './scanner.ts';

export type ChestRadiographOptions = {
  readonly projection: Projection;
  readonly shortcut: Shortcut;
};

/** What the file does not say and a model is to find; belongs beside the data. */
type ChestRadiographTruth = ProjectionTruth & {
  readonly simulated: true;
  readonly projection: Projection;
  readonly scanner: string;
  readonly findings: ChestFindings;
};

type ChestRadiograph = { readonly dicom: Uint8Array; readonly truth: ChestRadiographTruth };

/** MONOCHROME1 stores bright bone as small numbers. */
function stored(grey: Uint16Array, photometric: string): Uint16Array {
  return photometric === 'MONOCHROME1' ? grey.map((value) => WHITE - value) : grey;
}

/** The machine that takes a film, known without rendering it. */
export function scannerOf(
  { seed, index }: Pick<ImagedPerson, 'seed' | 'index'>,
  { study }: Pick<StudyMoment, 'study'>,
  { projection, shortcut }: ChestRadiographOptions,
): Scanner {
  const stream = openStream(seed, index, `chest-radiograph-${study}-scanner`);
  return pickScanner(stream, projection === 'AP', shortcut);
}

/** One frontal chest radiograph as a DICOM file (DX, or CR from a plate), and the truth about it. */
export function renderChestRadiograph(
  person: ImagedPerson,
  findings: ChestFindings,
  moment: StudyMoment,
  options: ChestRadiographOptions,
): ChestRadiograph {
  const { projection } = options;
  const scanner = scannerOf(person, moment, options);
  const key = { seed: person.seed, index: person.index, film: moment.study };
  const { grey, truth } = projectChest(key, person, findings, projection, scanner);
  const words = stored(grey, scanner.photometric);
  return {
    dicom: writePart10(chestDataset(person, moment, scanner, projection), { kind: 'words', words }),
    truth: { simulated: true, ...truth, projection, scanner: scanner.model, findings },
  };
}
