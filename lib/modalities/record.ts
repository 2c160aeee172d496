import type { Moment } from '#lib/clinical/moment.ts';
import type { Modality } from '#lib/contract/modality.ts';
import type { Admission, PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { ehr } from './ehr/modality.ts';
import { indexStay } from './ehr/stays.ts';
import { readHeader } from './header.ts';
import { imaging } from './imaging/modality.ts';
import type { Slices } from './index.ts';
import { readTimeline } from './timeline.ts';

/** How each modality is parsed, beside what it computes (`index.ts`): a page with a slice at hand needs no parser. */
const parsers: { readonly [Id in keyof Slices]: Modality<Chart, Slices[Id]> } = { ehr, imaging };

/** The index discharge; while the stay goes on, the latest entry of the chart. */
const predictionTime = (admission: Admission | null, latest: Moment | null): Moment | null =>
  admission && (admission.end ?? latest);

/**
 * Reads a chart into the one serialisable record that everything else works on. Never throws for bad data.
 * The index admission is the latest inpatient stay; nothing here reads the clock.
 */
export function readRecord(chart: Chart): PatientRecord<Slices> {
  const { latest } = readTimeline(chart);
  const ehrRead = parsers.ehr.parse(chart);
  const imagingRead = parsers.imaging.parse(chart);
  const admission = (ehrRead.slice && latest && indexStay(ehrRead.slice.stays, latest.ms)) ?? null;
  return {
    patient: readHeader(chart.patient),
    admission,
    at: predictionTime(admission, latest),
    latest,
    slices: {
      ...(ehrRead.slice && { ehr: ehrRead.slice }),
      ...(imagingRead.slice && { imaging: imagingRead.slice }),
    },
    issues: [...ehrRead.issues, ...imagingRead.issues],
  };
}
