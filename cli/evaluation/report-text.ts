import type { Interval } from '#lib/evaluation/bootstrap.ts';
import type { LandmarkEvaluation, SubsetMeasures } from './evaluate-landmarks.ts';
import type { Measures } from './measure.ts';

/** What `consilium evaluate` found. */
export type EvaluationReport = {
  readonly model: { readonly id: string; readonly version: string };
  readonly horizonDays: number;
  /** Bootstrap resamples of patients. */
  readonly resamples: number;
  readonly patients: {
    readonly read: number;
    /** Of whom the model may speak at some landmark. */
    readonly eligible: number;
    /** Eligible, and not in the file of outcomes. */
    readonly withoutOutcome: number;
  };
  readonly landmarks: readonly LandmarkEvaluation[];
};

const decimal = ({ estimate, low, high }: Interval): string =>
  `${estimate.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
const percent = ({ estimate, low, high }: Interval): string =>
  `${(100 * estimate).toFixed(1)} % (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

/** A Markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return ['', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

const columns: readonly (readonly [string, (measures: Measures) => string])[] = [
  ['Harrell C', ({ harrellC }) => decimal(harrellC)],
  ['Uno C', ({ unoC }) => decimal(unoC)],
  ['Integrated Brier', ({ integratedBrier }) => decimal(integratedBrier)],
  ['ICI', ({ ici }) => percent(ici)],
  ['E50', ({ e50 }) => percent(e50)],
  ['E90', ({ e90 }) => percent(e90)],
];

const resultTable = (results: readonly SubsetMeasures[]): string[] =>
  table(
    ['Sources', ...columns.map(([name]) => name)],
    results.map(({ sources, measures }) => [
      sources?.join(', ') ?? 'as given',
      ...columns.map(([, text]) => text(measures)),
    ]),
  );

/** Of what was given alone: with every choice of sources nobody could read it, and the JSON has all. */
const benefitTable = (results: readonly SubsetMeasures[]): string[] =>
  table(
    ['Act from a risk of', 'Net benefit', 'of acting on everybody'],
    results
      .slice(0, 1)
      .flatMap(({ measures }) =>
        measures.netBenefit.map(({ band, threshold, model, everybody }) => [
          `${(100 * threshold).toFixed(1)} % (${band})`,
          decimal(model),
          decimal(everybody),
        ]),
      ),
  );

const rangeTable = ({ ranges }: LandmarkEvaluation): string[] =>
  table(
    ['Source taken away', 'Patients', 'Risk lay in the range', 'Mean width'],
    ranges.map(({ label, patients, covered, width }) => [
      label,
      String(patients),
      percent(covered),
      `${(100 * width).toFixed(1)} %`,
    ]),
  );

function landmarkText(evaluation: LandmarkEvaluation, horizonDays: number): string[] {
  const { day, patients, events, results, ranges, bound } = evaluation;
  const when = day === 0 ? 'At discharge' : `Day ${day} after discharge`;
  const readmitted = events === null ? '' : `, ${events} readmitted within ${horizonDays} days`;
  return [
    '',
    `## ${when}: ${patients} patients${readmitted}`,
    ...(results.length > 0 ? [...resultTable(results), ...benefitTable(results)] : []),
    ...(ranges.length > 0 ? rangeTable(evaluation) : []),
    ...(bound
      ? [
          '',
          `No readmission up to the promised day (level ${100 * bound.level} %): held in ${percent(bound.covered)} of ${bound.patients}; ${bound.days.toFixed(1)} days promised on average.`,
        ]
      : []),
  ];
}

/** A report as Markdown. */
export function evaluationText(report: EvaluationReport): string {
  const { model, horizonDays, resamples, patients, landmarks } = report;
  const { read, eligible, withoutOutcome } = patients;
  const unknown = withoutOutcome > 0 ? `; of ${withoutOutcome} nothing is known of what became of them` : '';
  return `${[
    `# ${model.id} ${model.version}`,
    '',
    `${read} patients read, ${eligible} eligible${unknown}. Intervals: 95 %, ${resamples} bootstrap resamples of patients; of ranges Wilson's.`,
    ...landmarks.flatMap((landmark) => landmarkText(landmark, horizonDays)),
  ].join('\n')}\n`;
}
