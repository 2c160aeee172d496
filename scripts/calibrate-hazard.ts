import { writeFileSync } from 'node:fs';
import { type HazardTerms, hazardTargets, rawHazardTerms } from '../lib/simulator/hazard.ts';
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

const names = Object.keys(wanted) as (keyof HazardTerms)[];

const samples = names.map(() => new Float64Array(patients));
for (let index = 0; index < patients; index += 1) {
  const raw = rawHazardTerms(drawLatentState(SEED, index));
  for (const [k, name] of names.entries()) samples[k]?.set([raw[name]], index);
}
const means = samples.map((sample) => sample.reduce((sum, x) => sum + x, 0) / patients);
const covariance = samples.map((one, i) =>
  samples.map((other, j) => {
    const [a = 0, b = 0] = [means[i], means[j]];
    return one.reduce((sum, x, k) => sum + (x - a) * ((other[k] ?? 0) - b), 0) / patients;
  }),
);

// scale_i · Σ_j covariance_ij · scale_j = share_i · σ²: a damped fixed point finds the positive solution.
let scales = names.map(() => 0.3);
for (let round = 0; round < 500; round += 1) {
  const reached = covariance.map(
    (row, i) => (scales[i] ?? 0) * row.reduce((s, c, j) => s + c * (scales[j] ?? 0), 0),
  );
  scales = scales.map((scale, i) => {
    const share = wanted[names[i] ?? 'ehr'] * deviation * deviation;
    return scale * Math.sqrt(share / Math.max(reached[i] ?? 0, share / 4));
  });
}
const terms = names.map((name, k) => {
  const constants = { mean: Number(means[k]?.toFixed(4)), scale: Number(scales[k]?.toFixed(5)) };
  return `    "${name}": ${JSON.stringify(constants).replace(/[:,]/g, '$& ').replace('{', '{ ').replace('}', ' }')}`;
});
const file = `{
  "source": "node scripts/calibrate-hazard.ts",
  "terms": {
${terms.join(',\n')}
  }
}
`;
writeFileSync(new URL('../lib/simulator/hazard-calibration.json', import.meta.url), file);
