import { writeFileSync } from 'node:fs';
import {
  type ArmInteractions,
  type HazardTerms,
  hazardTargets,
  rawArmTerms,
  rawHazardTerms,
} from '../lib/simulator/hazard.ts';
import { drawLatentState } from '../lib/simulator/physiology/latent-state.ts';

// Finds the constants of the log-hazard on a large cohort of its own seed and writes lib/simulator/hazard-calibration.json:
//   node scripts/calibrate-hazard.ts [patients]
const SEED = 400_000;
const patients = Number(process.argv[2] ?? 400_000);
const { components, interactions, deviation } = hazardTargets;

/** Covariance of each term alone with the whole; an interaction's halves come off its two components. */
const wanted: HazardTerms = {
  ...components,
  ...interactions,
  imaging: components.imaging - (interactions.imagingWearables + interactions.imagingGenomics) / 2,
  wearables: components.wearables - interactions.imagingWearables / 2,
  genomics: components.genomics - interactions.imagingGenomics / 2,
};

type Moments = { readonly means: readonly number[]; readonly covariance: readonly (readonly number[])[] };

function momentsOf(samples: readonly Float64Array[]): Moments {
  const means = samples.map((sample) => sample.reduce((sum, x) => sum + x, 0) / patients);
  const covariance = samples.map((one, i) =>
    samples.map((other, j) => {
      const [a = 0, b = 0] = [means[i], means[j]];
      return one.reduce((sum, x, k) => sum + (x - a) * ((other[k] ?? 0) - b), 0) / patients;
    }),
  );
  return { means, covariance };
}

/** scale_i · Σ_j covariance_ij · scale_j = share_i · σ²: a damped fixed point finds the positive solution. */
function scalesFor({ covariance }: Moments, shares: readonly number[]): number[] {
  let scales = shares.map(() => 0.3);
  for (let round = 0; round < 500; round += 1) {
    const reached = covariance.map(
      (row, i) => (scales[i] ?? 0) * row.reduce((s, c, j) => s + c * (scales[j] ?? 0), 0),
    );
    scales = scales.map((scale, i) => {
      const share = (shares[i] ?? 0) * deviation * deviation;
      return scale * Math.sqrt(share / Math.max(reached[i] ?? 0, share / 4));
    });
  }
  return scales;
}

const names = Object.keys(wanted) as (keyof HazardTerms)[];
const armNames = [
  'ehrImaging',
  'ehrWearables',
  'genomicsWearables',
] as const satisfies (keyof ArmInteractions)[];
const samples = names.map(() => new Float64Array(patients));
const armSamples = armNames.map(() => new Float64Array(patients));
for (let index = 0; index < patients; index += 1) {
  const state = drawLatentState(SEED, index);
  const [raw, arm] = [rawHazardTerms(state), rawArmTerms(state)];
  for (const [k, name] of names.entries()) samples[k]?.set([raw[name]], index);
  for (const [k, name] of armNames.entries()) armSamples[k]?.set([arm[name]], index);
}
const usual = momentsOf(samples);
const scales = scalesFor(
  usual,
  names.map((name) => wanted[name]),
);
const arm = momentsOf(armSamples);
const armScales = scalesFor(
  arm,
  armNames.map(() => 1 / armNames.length),
);

/** Σ scale · term, per patient; constants do not matter to a correlation. */
const weighed = (columns: readonly Float64Array[], by: readonly number[]) =>
  Float64Array.from({ length: patients }, (_, n) =>
    columns.reduce((sum, column, k) => sum + (by[k] ?? 0) * (column[n] ?? 0), 0),
  );
const together = momentsOf([weighed(samples, scales), weighed(armSamples, armScales)]).covariance;
const correlation = (together[0]?.[1] ?? 0) / Math.sqrt((together[0]?.[0] ?? 1) * (together[1]?.[1] ?? 1));

const listed = (all: readonly string[], { means }: Moments, by: readonly number[], indent: string) =>
  all
    .map((name, k) => {
      const constants = { mean: Number(means[k]?.toFixed(4)), scale: Number(by[k]?.toFixed(5)) };
      return `${indent}"${name}": ${JSON.stringify(constants).replace(/[:,]/g, '$& ').replace('{', '{ ').replace('}', ' }')}`;
    })
    .join(',\n');
const file = `{
  "source": "node scripts/calibrate-hazard.ts",
  "terms": {
${listed(names, usual, scales, '    ')}
  },
  "arm": {
    "correlation": ${correlation.toFixed(4)},
    "terms": {
${listed(armNames, arm, armScales, '      ')}
    }
  }
}
`;
writeFileSync(new URL('../lib/simulator/hazard-calibration.json', import.meta.url), file);
