import type { Model } from '#lib/contract/model.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { readFindings } from '#lib/fusion/read-findings.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import type { Row } from '#lib/fusion/rows.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import type { ImageFolder } from '../image-folder.ts';
import { nodeFiles } from '../node-files.ts';

/** What the model reads of one patient at one day after the discharge. */
export type LandmarkRow = Row & { readonly day: number };

export type PatientRows = {
  readonly patient: string;
  /** Of the days at which the model may speak. */
  readonly rows: readonly LandmarkRow[];
};

/** Which model is asked, what it reads, and at which days after the discharge. */
export type RowRequest = {
  readonly model: Model<Slices>;
  readonly features: readonly string[];
  readonly days: readonly number[];
  /** Pictures of the charts; `null`: there are none, and no network is asked. */
  readonly images: ImageFolder | null;
  /** Sessions of the networks that read them. */
  readonly networks: readonly ModelSession[];
};

/** Reads a chart as the product does, and what the model would be given at each day: nothing dated later. */
export async function landmarkRows(
  chart: Chart,
  { model, features, days, images, networks }: RowRequest,
): Promise<PatientRows> {
  const files = nodeFiles(chart, images);
  const whole = await readWholeRecord(chart, files, { siteMap: null });
  const own = model.landmark(whole);
  const landmarks = days.map((day) => ({
    day,
    landmark: chosenLandmark({ kind: 'days-after', days: day }, own, whole),
  }));
  const times = landmarks.flatMap(({ landmark }) => landmark.at ?? []);
  const record = await readFindings(whole, networks, { times, readTensor: tensorReader(files) });
  const rows = landmarks.flatMap(({ day, landmark }): LandmarkRow[] => {
    const vector = vectorise(record, landmark.at, features);
    const { values, present } = vector;
    return model.reasonsAgainst(record, landmark, vector).length === 0 ? [{ day, values, present }] : [];
  });
  return { patient: record.patient.id, rows };
}
