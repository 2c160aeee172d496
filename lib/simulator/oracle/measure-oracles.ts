import { type ModalityId, modalityIds } from '../member.ts';
import { cutAt } from './concordance.ts';
import { designColumns } from './design.ts';
import { concordanceInterval, type Interval, resample } from './interval.ts';
import { knownLatents } from './known-latents.ts';
import { type KnownTruth, modalitySets, type Quantities } from './known-truth.ts';
import { predictCrossFitted } from './ridge.ts';

type OracleRow = {
  readonly modalities: readonly ModalityId[];
  /** Who knows the latents that these modalities show. */
  readonly known: Interval;
  /** Who has what they measure. */
  readonly measured: Interval;
};

export type OracleReport = {
  readonly simulated: true;
  readonly patients: number;
  readonly horizonDays: number;
  /** Readmissions up to the horizon. */
  readonly events: number;
  readonly resamples: number;
  readonly rows: readonly OracleRow[];
};

const HORIZON_DAYS = 30;
const RESAMPLES = 200;

/**
 * Best reachable Harrell C of the 30-day readmission for each choice of modalities. All latents give the true log-hazard
 * itself; fewer of them, or measurements, give its cross-fitted regression on what they show: the posterior mean, as far
 * as squares and products carry it, so that a better model could still exceed it a little.
 */
export function measureOracles(
  truths: readonly KnownTruth[],
  measured: readonly Quantities[],
  seed: number,
  onRow: (done: number, all: number) => void = () => undefined,
): OracleReport {
  const followUps = cutAt(truths, HORIZON_DAYS);
  const samples = resample(truths.length, RESAMPLES, seed);
  const target = Float64Array.from(truths, ({ logHazard }) => logHazard);
  const latents = truths.map(knownLatents);
  const best = (quantities: readonly Quantities[], chosen: readonly ModalityId[]) =>
    concordanceInterval(predictCrossFitted(designColumns(quantities, chosen), target), followUps, samples);
  return {
    simulated: true,
    patients: truths.length,
    horizonDays: HORIZON_DAYS,
    events: followUps.filter(({ event }) => event === 1).length,
    resamples: RESAMPLES,
    rows: modalitySets.map((chosen, done) => {
      const everything = chosen.length === modalityIds.length;
      const row = {
        modalities: chosen,
        known: everything ? concordanceInterval(target, followUps, samples) : best(latents, chosen),
        measured: best(measured, chosen),
      };
      onRow(done + 1, modalitySets.length);
      return row;
    }),
  };
}
