import { isReading } from '#lib/contract/feature.ts';
import type { SiteMapUse } from '#lib/contract/patient-record.ts';
import type { Prediction, Predictor } from '#lib/contract/predictor.ts';
import type { MissingInput, ModalityAttribution, Provenance, Scored } from '#lib/contract/risk-report.ts';
import { modalities } from '#lib/modalities/index.ts';
import type { Shares } from './attribute.ts';
import { NO_ONE } from './coalitions.ts';
import type { Questions } from './questions.ts';
import { riskOf } from './risk.ts';
import type { FeatureVector } from './vectorise.ts';

/** The parts of a report that put the model's answers back into the patient's terms. */

/** Every feature that the model reads, in contract order by modality; a missing one contributes exactly 0. */
export function reportAttributions(vector: FeatureVector, shares: Shares): readonly ModalityAttribution[] {
  const read = new Set(vector.specs.map(({ modality }) => modality));
  return Object.values(modalities)
    .filter(({ id }) => read.has(id))
    .map(({ id, label }) => ({
      modality: id,
      label,
      contribution: shares.modalities.get(id) ?? 0,
      features: vector.specs.flatMap((spec, column) => {
        if (spec.modality !== id) return [];
        const outcome = vector.outcomes[column];
        return [
          {
            feature: spec.id,
            measure: spec.measure,
            group: spec.group,
            label: spec.label,
            value: outcome && isReading(outcome) ? outcome.value : null,
            unit: spec.unit,
            contribution: shares.columns.get(column) ?? 0,
          },
        ];
      }),
    }));
}

export function reportSum(
  attributions: readonly ModalityAttribution[],
  shares: Shares,
  prediction: Prediction,
): Scored['sum'] {
  const contributions = attributions
    .flatMap(({ features }) => features)
    .reduce((sum, { contribution }) => sum + contribution, 0);
  const { baseline, total, residual } = shares;
  return { baseline, contributions, total, residual, baselineRisk: riskOf(prediction, NO_ONE) };
}

export function reportMissing({ suppositions }: Questions, prediction: Prediction): readonly MissingInput[] {
  return suppositions.map(({ missing: { unit, ...missing }, asked, firstRow }) => {
    const at = asked.map(({ value }, index) => ({ value, risk: riskOf(prediction, firstRow + index) }));
    return { ...missing, effect: at.length > 0 ? { unit, at } : null };
  });
}

/** The part of a site mapping that some resources were read with. */
function mappingOf(siteMap: SiteMapUse, inputs: Provenance['inputs']): SiteMapUse {
  const references = new Set(inputs.flatMap(({ from }) => from.map(({ reference }) => reference)));
  const used = Object.entries(siteMap.used).filter(([reference]) => references.has(reference));
  return { ...siteMap, used: Object.fromEntries(used) };
}

/** The receipt. `started`: `performance.now()` when work on the score began. */
export function reportProvenance(
  vector: FeatureVector,
  predictor: Predictor,
  started: number,
  siteMap: SiteMapUse | undefined,
): Provenance {
  const { manifest, backend, threads, fallbacks } = predictor;
  const inputs = vector.specs.flatMap(({ id }, column) => {
    const outcome = vector.outcomes[column];
    return outcome && isReading(outcome) ? [{ feature: id, from: outcome.from }] : [];
  });
  return {
    model: { id: manifest.id, version: manifest.version, sha256: manifest.file.sha256 },
    contract: manifest.contract,
    simulatedTraining: manifest.training.simulated,
    backend,
    threads,
    fallbacks,
    durationMs: performance.now() - started,
    computedAt: new Date().toISOString(),
    inputs,
    ...(siteMap ? { siteMap: mappingOf(siteMap, inputs) } : {}),
  };
}
