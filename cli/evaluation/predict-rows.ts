import { keepOnly, type Row, toBatch } from '#lib/fusion/rows.ts';
import { predict, type SurvivalSession } from '#lib/fusion/survival-outputs.ts';

/** What the model says of some rows, row-major. */
export type Predicted = {
  readonly logHazard: Float32Array;
  /** rows × days; probability of no event by the end of each day, 0 … horizon. */
  readonly survival: Float32Array;
  readonly days: number;
};

/** Large enough that crossings into WebAssembly cost nothing. */
const BATCH = 256;

/** Asks the model about rows in batches. */
export async function predictRows(session: SurvivalSession, rows: readonly Row[]): Promise<Predicted> {
  const days = session.manifest.horizonDays + 1;
  const logHazard = new Float32Array(rows.length);
  const survival = new Float32Array(rows.length * days);
  for (let start = 0; start < rows.length; start += BATCH) {
    const prediction = await predict(session, toBatch(rows.slice(start, start + BATCH)));
    logHazard.set(prediction.logHazard, start);
    survival.set(prediction.survival, start * days);
  }
  return { logHazard, survival, days };
}

/** The rows as if none of some features had been looked at. */
export function withoutFeatures(
  rows: readonly Row[],
  features: readonly string[],
  { manifest }: SurvivalSession,
): readonly Row[] {
  const hidden = new Set(features);
  const columns = new Set(
    manifest.inputs.features.flatMap(({ id }, column) => (hidden.has(id) ? [] : [column])),
  );
  return rows.map((row) => keepOnly(row, columns));
}

/** Probability of the event within the horizon. */
export const risksOf = ({ survival, days, logHazard }: Predicted): Float64Array =>
  Float64Array.from(logHazard, (_, row) => 1 - (survival[row * days + days - 1] ?? Number.NaN));
