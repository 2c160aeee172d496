import type { Files } from '#lib/contract/files.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import type { FetchedChart } from '#lib/fhir/fetch-chart.ts';
import { type Problem, problem } from './problem.ts';

/** Whose chart is asked about: `pointer` says where a bundle stands in the body. */
export type Subject = { readonly patientId: string } | { readonly bundle: object; readonly pointer: string };

/** Where charts and what lies beside them come from. */
export type ChartPlaces = {
  readonly fetchChart: (patientId: string, signal: AbortSignal) => Promise<FetchedChart>;
  /** What lies beside a chart of the hospital's own source. */
  readonly filesBeside: (chart: Chart) => Files;
  /** What lies beside a chart that was sent: of the hospital's own files none but the product's. */
  readonly filesWithin: (chart: Chart) => Files;
};

type SentBundle = Extract<Subject, { readonly bundle: object }>;

export type Found = { readonly chart: Chart; readonly issues: FetchedChart['issues']; readonly files: Files };

async function findPatient(places: ChartPlaces, patientId: string, signal: AbortSignal) {
  const { chart, issues } = await places.fetchChart(patientId, signal);
  if (chart) return { chart, issues, files: places.filesBeside(chart) };
  const detail = issues[0]?.message ?? 'There is no such patient.';
  return problem(404, detail, [{ pointer: '#/patientId', detail }]);
}

/** The one chart of a bundle: with two it would have to be guessed whose risk is meant. */
function readBundle(places: ChartPlaces, { bundle, pointer }: SentBundle): Found | Problem {
  const index = new BundleIndex();
  index.add(bundle);
  const { charts, issues } = index.build();
  const [chart] = charts;
  if (chart && charts.length === 1) return { chart, issues, files: places.filesWithin(chart) };
  const detail = `The bundle holds ${charts.length === 0 ? 'no chart that can be read' : `${charts.length} patients`}; the chart of one patient is expected.`;
  const reasons = issues.filter(({ severity }) => severity === 'error');
  return problem(422, detail, [
    ...(charts.length === 0 ? reasons.map(({ message }) => ({ pointer, detail: message })) : []),
    ...(charts.length > 1 ? [{ pointer: `${pointer}/entry`, detail }] : []),
  ]);
}

/** The chart of a subject, or the problem that says why there is none. */
export const findSubject = (
  places: ChartPlaces,
  subject: Subject,
  signal: AbortSignal,
): Promise<Found | Problem> | Found | Problem =>
  'patientId' in subject ? findPatient(places, subject.patientId, signal) : readBundle(places, subject);
