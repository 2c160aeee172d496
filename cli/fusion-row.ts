import { instant } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { modalityIds, type Slices, specsOf } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { heartFailureMember } from '#lib/simulator/heart-failure.ts';
import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { drawMissingModalities } from '#lib/simulator/missing-modalities.ts';
import { type ChartContent, simulateChart, simulateTruth } from '#lib/simulator/patient.ts';
import { openStream } from '#lib/simulator/stream.ts';
import type { BankedReading, FusionRequest } from './fusion-request.ts';
import { nodeFiles } from './node-files.ts';

export const rowSpecs = specsOf(modalityIds);
const featureIds = rowSpecs.map(({ id }) => id);
const LAST_DAY = 7;

/** Nine significant digits name every 32-bit float. */
const numbers = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(9)));

/** Sources that the cohort gives this patient. */
function sourcesOf({ seed, index, state }: ChartContent): string[] {
  const missing = drawMissingModalities(seed, index, state);
  return [
    'ehr',
    ...(missing.chestRadiograph === undefined ? ['radiograph'] : []),
    ...(missing.echocardiogram === undefined ? ['echo'] : []),
    ...(missing.wearables === undefined ? ['wearables'] : []),
    ...(missing.genomics === undefined ? ['genomics'] : []),
  ];
}

/** The days asked for and those drawn for this patient, earliest first. */
function daysOf({ days, drawnDays, seed }: FusionRequest, index: number): number[] {
  const stream = openStream(seed, index, 'landmark-days');
  const left = Array.from({ length: LAST_DAY }, (_, k) => k + 1).filter((day) => !days.includes(day));
  const drawn: number[] = [];
  while (drawn.length < drawnDays && left.length > 0)
    drawn.push(...left.splice(stream.integer(0, left.length - 1), 1));
  return [...days, ...drawn].toSorted((a, b) => a - b);
}

/** How a picture becomes findings; `null`: no network is asked. */
export type ReadStudy = ((study: PlannedStudy) => Promise<BankedReading>) | null;

async function withReadings(
  record: PatientRecord<Slices>,
  studies: readonly PlannedStudy[],
  read: ReadStudy,
): Promise<PatientRecord<Slices>> {
  const { imaging } = record.slices;
  if (!imaging || !read) return record;
  const findings = [];
  for (const study of studies) {
    const reading = await read(study);
    const time = instant(study.moment.ms);
    const told = { time, reference: 'ImagingStudy/simulated', instance: 'simulated', network: reading.kind };
    findings.push(...reading.findings.map((finding) => ({ ...finding, ...told })));
  }
  return { ...record, slices: { ...record.slices, imaging: { ...imaging, findings } } };
}

/**
 * The rows of one simulated patient, complete, at each landmark that the patient reached without readmission or death: the
 * chart is read as the product reads it, and nothing later than the landmark is in a row.
 */
export async function* fusionRows(
  request: FusionRequest,
  index: number,
  read: ReadStudy,
): AsyncGenerator<string> {
  const content = simulateChart(request.seed, index);
  const member = heartFailureMember(content, { ...EVERYTHING, complete: true });
  const charts = new BundleIndex();
  charts.add(member.bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new TypeError(`Patient ${index} has no chart`);
  const whole = await readWholeRecord(chart, nodeFiles(chart), { siteMap: null });
  const record = await withReadings(whole, member.studies, read);
  const { timeDays } = simulateTruth(request.seed, index, request.interaction).outcome;
  for (const day of daysOf(request, index).filter((one) => one < timeDays)) {
    const landmark = chosenLandmark({ kind: 'days-after', days: day }, readmission.landmark(record), record);
    const vector = vectorise(record, landmark.at, featureIds);
    const row = {
      patient: member.id,
      index,
      day,
      eligible: readmission.reasonsAgainst(record, landmark, vector).length === 0,
      has: sourcesOf(content),
      values: numbers(vector.values),
      present: Array.from(vector.present),
    };
    yield `${JSON.stringify(row)}\n`;
  }
}
