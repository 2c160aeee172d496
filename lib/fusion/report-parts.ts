import type { FeatureVector } from '#lib/contract/feature.ts';
import { type Evidence, type Gap, isReading, type Reading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { SiteMapUse } from '#lib/contract/patient-record.ts';
import type { MissingInput, ModalityAttribution, Provenance, Scored } from '#lib/contract/risk-report.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { modalities } from '#lib/modalities/index.ts';
import type { Shares } from './attribute.ts';
import { EVERYONE, NO_ONE } from './coalitions.ts';
import type { Questions } from './questions.ts';
import { riskOf } from './risk.ts';
import { rangeAfter } from './risk-range.ts';
import type { Prediction } from './survival-outputs.ts';

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

export function reportMissing(
  { suppositions }: Questions,
  prediction: Prediction,
  { measureShifts }: Pick<SurvivalManifest, 'measureShifts'>,
): readonly MissingInput[] {
  const risk = riskOf(prediction, EVERYONE);
  return suppositions.map(({ missing: { unit, ...missing }, asked, firstRow }) => {
    const at = asked.map(({ value }, index) => ({ value, risk: riskOf(prediction, firstRow + index) }));
    const shift = measureShifts[missing.measure];
    const range = shift ? rangeAfter(risk, shift) : null;
    return { ...missing, effect: at.length > 0 ? { unit, at, range } : null };
  });
}

/** The part of a site mapping that some resources were read with. */
function mappingOf(siteMap: SiteMapUse, inputs: Provenance['inputs']): SiteMapUse {
  const references = new Set(inputs.flatMap(({ from }) => from.map(({ reference }) => reference)));
  const used = Object.entries(siteMap.used).filter(([reference]) => references.has(reference));
  return { ...siteMap, used: Object.fromEntries(used) };
}

/** An input with what it was read from, or why it was not. */
type ReadInput = { readonly id: string };
type ReadOutcome = Reading | Gap | { readonly tensor: unknown; readonly from: readonly Evidence[] };

const evidenceOf = (outcome: ReadOutcome | undefined): readonly Evidence[] | undefined =>
  outcome && 'from' in outcome ? outcome.from : undefined;

/** The receipt. `outcomes` are those of `inputs`; `started`: `performance.now()` when work on the answer began. */
export function reportProvenance(
  inputs: readonly ReadInput[],
  outcomes: readonly ReadOutcome[],
  { manifest, backend, threads, fallbacks }: ModelSession,
  started: number,
  siteMap: SiteMapUse | undefined,
): Provenance {
  const used = inputs.flatMap(({ id }, column) => {
    const from = evidenceOf(outcomes[column]);
    return from ? [{ feature: id, from }] : [];
  });
  const { id, version } = manifest;
  const graphs = Object.fromEntries(manifest.graphs.map(({ name, file }) => [name, file.sha256]));
  return {
    model: { id, version, graphs },
    contract: manifest.contract,
    simulatedTraining: manifest.training.simulated,
    backend,
    threads,
    fallbacks,
    durationMs: performance.now() - started,
    computedAt: new Date().toISOString(),
    inputs: used,
    ...(siteMap ? { siteMap: mappingOf(siteMap, used) } : {}),
  };
}
