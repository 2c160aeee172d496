import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { FilesPlace } from '#lib/fusion/tensor-protocol.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { PanelPorts } from './panel-props.ts';

/** Where the pictures of a page's patient are, for a worker that reads them; one whose owner is disputed is not read. */
export const filesPlace = (
  { patient }: Pick<PatientRecord<Slices>, 'patient'>,
  { archive, pictures }: Pick<PanelPorts, 'archive' | 'pictures'>,
): FilesPlace => ({
  patientId: patient.id,
  recordNumber: pictureNumber(patient),
  archive: archive === 'hospital',
  pictures: pictures.filter(({ disputed }) => !disputed).map(({ uids, file }) => ({ uids, file })),
});
