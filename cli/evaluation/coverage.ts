import type { FeatureVector } from '#lib/contract/feature.ts';
import { bootstrapInterval, type Interval } from '#lib/evaluation/bootstrap.ts';
import { prepareBoundCoverage, wilsonInterval } from '#lib/evaluation/coverage.ts';
import { type FollowUp, knownTo, type Weight } from '#lib/evaluation/follow-up.ts';
import { clockOf } from '#lib/fusion/clock.ts';
import { missingSources } from '#lib/fusion/missing-sources.ts';
import { readmissionFree } from '#lib/fusion/readmission-free.ts';
import type { Row } from '#lib/fusion/rows.ts';
import { sourcesAtHand } from '#lib/fusion/sources.ts';
import type { SurvivalSession } from '#lib/fusion/survival-outputs.ts';
import { specsOf } from '#lib/fusion/vectorise.ts';
import { type Predicted, predictRows, risksOf, withoutFeatures } from './predict-rows.ts';

/** How often the risk lay in the range that was stated when a source that is there was taken away. */
export type RangeCoverage = {
  readonly source: string;
  readonly label: string;
  /** Those who have the source, and of whom a range is stated without it. */
  readonly patients: number;
  readonly covered: Interval;
  /** Mean width of the ranges, as a probability. */
  readonly width: number;
};

/** How often nobody came back up to the end of the day that was promised. */
export type BoundCoverage = {
  readonly level: number;
  readonly patients: number;
  readonly covered: Interval;
  /** Mean of the days promised. */
  readonly days: number;
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** A row in the shape in which a report reads it; where its numbers came from is not known here. */
function vectorOf({ values, present }: Row, { manifest }: SurvivalSession): FeatureVector {
  const specs = specsOf(manifest.inputs.features.map(({ id }) => id));
  const outcomes = Array.from(values, (value, column) =>
    present[column] === 1
      ? { value, from: [] }
      : { missing: 'never-recorded' as const, detail: '', last: null },
  );
  return { values, present, outcomes, specs };
}

type Source = NonNullable<SurvivalSession['manifest']['sources']>[number];
type Hidden = { readonly row: Row; readonly risk: number };

/** The patients who have a source, without it, each with the risk that it has with it. */
function hide(
  source: Source,
  rows: readonly Row[],
  risks: ArrayLike<number>,
  session: SurvivalSession,
): Hidden[] {
  const without = withoutFeatures(rows, source.features, session);
  return rows.flatMap((row, index) => {
    const { atHand } = sourcesAtHand(vectorOf(row, session), [source]);
    const hidden = without[index];
    return atHand.length === 0 || !hidden ? [] : [{ row: hidden, risk: risks[index] ?? Number.NaN }];
  });
}

/** Takes one source at a time away from everybody who has it. A source without stated ranges is left out. */
export async function measureRanges(
  session: SurvivalSession,
  rows: readonly Row[],
  predicted: Predicted,
): Promise<readonly RangeCoverage[]> {
  const { manifest } = session;
  const risks = risksOf(predicted);
  const found: RangeCoverage[] = [];
  for (const source of manifest.sources) {
    const hidden = hide(source, rows, risks, session);
    const without = risksOf(
      await predictRows(
        session,
        hidden.map(({ row }) => row),
      ),
    );
    const stated = hidden.flatMap(({ row, risk }, index) => {
      const missing = missingSources(vectorOf(row, session), manifest, without[index] ?? Number.NaN);
      const range = missing.find((one) => one.source === source.id)?.range;
      return range ? [{ width: range.high - range.low, holds: range.low <= risk && risk <= range.high }] : [];
    });
    if (stated.length === 0) continue;
    found.push({
      source: source.id,
      label: source.label,
      patients: stated.length,
      covered: wilsonInterval(stated.filter(({ holds }) => holds).length, stated.length),
      width: mean(stated.map(({ width }) => width)),
    });
  }
  return found;
}

/** @returns `null` where the model promises nothing */
export function measureBound(
  session: SurvivalSession,
  rows: readonly Row[],
  { survival, days }: Predicted,
  followUps: readonly FollowUp[],
  samples: readonly Weight[],
): BoundCoverage | null {
  const { manifest } = session;
  const promised = rows.map((row, index) => {
    const curve = Array.from({ length: days }, (_, day) => {
      const probability = survival[index * days + day] ?? Number.NaN;
      return { day, probability, low: probability, high: probability };
    });
    return readmissionFree(curve, clockOf(vectorOf(row, session)), manifest)?.day ?? null;
  });
  const lastDays = promised.filter((day) => day !== null);
  if (!manifest.conformal || lastDays.length < rows.length) return null;
  const coverage = prepareBoundCoverage(lastDays, knownTo(followUps, manifest.horizonDays));
  return {
    level: manifest.conformal.level,
    patients: rows.length,
    covered: bootstrapInterval(coverage, rows.length, samples),
    days: mean(lastDays),
  };
}
