import { bootstrapInterval, type Interval } from '#lib/evaluation/bootstrap.ts';
import { cutAt } from '#lib/evaluation/follow-up.ts';
import { hazardTargets } from '../hazard.ts';
import { modalityIds } from '../member.ts';
import { cubes, products, readColumns } from '../oracle/design.ts';
import { concordanceInterval, resample } from '../oracle/interval.ts';
import { knownLatents } from '../oracle/known-latents.ts';
import { openRidge } from '../oracle/ridge.ts';
import type { Truth } from '../patient.ts';
import { citedCorrelations } from './correlations.ts';
import { weightedCorrelation, weightedCovariance } from './weighted-moments.ts';

/** A number of the cohort's truth, with its 95 % bootstrap interval, beside what it is meant or published to be. */
export type TruthRow = { readonly name: string; readonly found: Interval; readonly meant: string };

const ROUNDS = 200;
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
const meantShare = (share: number) => `${percent(share)} (stated)`;

/** Covariance shares in the variance of the log-hazard; those of the components sum to 1 and hold the interactions. */
function shareRows(truths: readonly Truth[], samples: readonly Uint16Array[]): TruthRow[] {
  const eta = truths.map(({ logHazard }) => logHazard);
  const row = (name: string, part: readonly number[], share: number): TruthRow => ({
    name: `Share of the log-hazard's variance: ${name}`,
    found: bootstrapInterval(
      (weight) => weightedCovariance(part, eta, weight) / weightedCovariance(eta, eta, weight),
      truths.length,
      samples,
    ),
    meant: meantShare(share),
  });
  const component = (name: keyof Truth['components']) => truths.map(({ components }) => components[name]);
  const interaction = (name: keyof typeof hazardTargets.interactions) =>
    truths.map(({ interactions }) => interactions[name]);
  const { components, interactions } = hazardTargets;
  return [
    row('EHR (laboratory and chart)', component('ehr'), components.ehr),
    row('imaging (ventricle)', component('imaging'), components.imaging),
    row('wearables (autonomic tone)', component('wearables'), components.wearables),
    row('genomics (inherited liability)', component('genomics'), components.genomics),
    row(
      'interaction of imaging and wearables, half in either',
      interaction('imagingWearables'),
      interactions.imagingWearables,
    ),
    row(
      'interaction of imaging and genomics, half in either',
      interaction('imagingGenomics'),
      interactions.imagingGenomics,
    ),
  ];
}

/** What no sum of functions, each of one modality's latents, explains: the interactions as a model would miss them. */
function beyondSums(truths: readonly Truth[], samples: readonly Uint16Array[]): TruthRow {
  const eta = truths.map(({ logHazard }) => logHazard);
  const latents = truths.map(knownLatents);
  const columns = modalityIds.flatMap((modality) => {
    const own = readColumns(
      latents.map((one) => one[modality]),
      0,
    );
    return [...own, ...products(own), ...cubes(own)].map(({ values }) => values);
  });
  const left = openRidge(columns, eta)().map((predicted, k) => (eta[k] ?? 0) - predicted);
  const stated = Object.values(hazardTargets.interactions).reduce((sum, share) => sum + share, 0);
  return {
    name: "Share of the log-hazard's variance: beyond any sum over single modalities",
    found: bootstrapInterval(
      (weight) => weightedCovariance(left, left, weight) / weightedCovariance(eta, eta, weight),
      truths.length,
      samples,
    ),
    meant: `at most ${percent(stated)}: products of correlated latents are in part sums`,
  };
}

/** Spread, shares, event rates, oracle and correlations of a cohort's truth. */
export function describeTruth(truths: readonly Truth[], seed: number): TruthRow[] {
  const samples = resample(truths.length, ROUNDS, seed);
  const eta = truths.map(({ logHazard }) => logHazard);
  const outcomes = truths.map(({ outcome }) => outcome);
  const measured = (statistic: (weight: ArrayLike<number>) => number) =>
    bootstrapInterval(statistic, truths.length, samples);
  const rate = (flags: readonly number[]) =>
    measured((weight) => flags.reduce((sum, flag, k) => sum + flag * (weight[k] ?? 0), 0) / flags.length);
  const readmitted = outcomes.map(({ event, timeDays }) => (event === 1 && timeDays <= 30 ? 1 : 0));
  return [
    {
      name: 'Standard deviation of the log-hazard',
      found: measured((weight) => Math.sqrt(weightedCovariance(eta, eta, weight))),
      meant: `${hazardTargets.deviation} (stated)`,
    },
    ...shareRows(truths, samples),
    beyondSums(truths, samples),
    {
      name: 'Share readmitted within 30 days',
      found: rate(readmitted),
      meant: '22 % (stated); 24.8 % (Dharmarajan 2013)',
    },
    {
      name: 'Share dead within 90 days, not readmitted before',
      found: rate(outcomes.map(({ end }) => (end === 'death' ? 1 : 0))),
      meant: 'with readmission as a competing end; 9 to 10 % in 60 to 90 days without (Fonarow 2007)',
    },
    {
      name: 'Oracle Harrell C, 30 days',
      found: concordanceInterval(eta, cutAt(outcomes, 30), samples),
      meant: 'near 0.71 (stated)',
    },
    {
      name: 'Oracle Harrell C, 90 days',
      found: concordanceInterval(eta, outcomes, samples),
      meant: 'near 0.70',
    },
    ...citedCorrelations.map(({ name, pair: [one, other], published }) => {
      const [xs, ys] = [truths.map(({ state }) => one(state)), truths.map(({ state }) => other(state))];
      return {
        name: `Correlation: ${name}`,
        found: measured((weight) => weightedCorrelation(xs, ys, weight)),
        meant: published,
      };
    }),
  ];
}
