import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { findMissing } from '#lib/fusion/missing.ts';
import { readFindings } from '#lib/fusion/read-findings.ts';
import { vectorOfRow, withColumns } from '#lib/fusion/row-vector.ts';
import { withoutUnread } from '#lib/fusion/sources.ts';
import { specsOf, vectorise } from '#lib/fusion/vectorise.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { PICTURE_SOURCES } from './not-read.ts';
import type { WorklistRow } from './worklist-row.ts';

type Inputs = Pick<SurvivalManifest, 'inputs' | 'sources'>;

/** What can be said of a row's pictures without the chart. */
const recordOf = (row: WorklistRow, imaging: ImagingSlice): PatientRecord<Slices> => ({
  patient: row.patient,
  admission: null,
  latest: row.latest,
  slices: { imaging },
  issues: [],
});

/** Sentences about pictures that are there; that one kind is not there is no news. */
const refusals = ({ unreadPictures = [] }: ImagingSlice): readonly string[] => [
  ...new Set(unreadPictures.flatMap(({ detail, last }) => (last === null ? [] : [detail]))),
];

/** The row of a list with what networks read from its pictures: as if the chart had been read with their findings. */
export function withPictures(
  row: WorklistRow,
  imaging: ImagingSlice,
  { inputs, sources }: Inputs,
): WorklistRow {
  if (row.input === null) return row;
  const ids = inputs.features.map(({ id }) => id);
  const own = specsOf(ids).flatMap(({ id, modality }) => (modality === 'imaging' ? [id] : []));
  const input = withColumns(row.input, ids, vectorise({ slices: { imaging } }, row.at, own));
  const notRead = row.notRead.filter((source) => !PICTURE_SOURCES.has(source));
  const missing = findMissing(vectorOfRow(input, ids), readmission.nothingToMeasure, sources);
  const gaps = withoutUnread(missing, sources, notRead).map(({ label }) => label);
  return { ...row, input, notRead, gaps, pictures: null, refused: refusals(imaging) };
}

export type RowReaders = {
  /** Sessions of kind `findings`. */
  readonly networks: readonly ModelSession[];
  /** Reads the pictures of this row's patient, and of nobody else. */
  readonly readTensor: TensorReader<Slices>;
  readonly manifest: Inputs;
};

/**
 * Reads the pictures of a row, as they were at the row's time of prediction. A picture that cannot be had, or that a network
 * refuses, leaves its findings missing and a sentence in `refused`. Rejects as `readFindings` does.
 */
export async function readRowPictures(
  row: WorklistRow,
  { networks, readTensor, manifest }: RowReaders,
  signal?: AbortSignal,
): Promise<WorklistRow> {
  if (row.pictures === null || row.at === null) return row;
  const question = { times: [row.at], readTensor, ...(signal && { signal }) };
  const read = await readFindings(recordOf(row, row.pictures), networks, question);
  return withPictures(row, read.slices.imaging ?? row.pictures, manifest);
}
