import type { Issue } from '#lib/clinical/issue.ts';
import type { Evidence } from '#lib/contract/feature.ts';
import type {
  MissingInput,
  ModalityAttribution,
  Provenance,
  RiskDay,
  RiskReport,
  Scored,
} from '#lib/contract/risk-report.ts';
import type { RiskAnswer } from '#lib/contract/risk-schema.ts';
import { type Reason, reasonsOf } from '#lib/fusion/reasons.ts';

/** Factors of one modality; what lies beyond is added up. */
const MOST_FACTORS = 5;

type ScoredAnswer = Extract<RiskAnswer, { status: 'scored' }>;
type AnsweredModality = ScoredAnswer['modalities'][number];
type Factor = AnsweredModality['factors'][number];

const toEvidence = ({ reference, time, by }: Evidence) => ({
  reference,
  time: time?.recorded ?? null,
  ...(by !== undefined && { by }),
});

const toIssue = ({ code, severity, message, path }: Issue) => ({
  code,
  severity,
  message,
  ...(path !== undefined && { path }),
});

const toGap = ({ measure, label, reason, detail, last, effect }: MissingInput) => ({
  measure,
  label,
  reason,
  detail,
  last: last && toEvidence(last),
  effect: effect && { unit: effect.unit, at: effect.at.map(({ value, risk }) => ({ value, risk })) },
  range: effect?.range ?? null,
});

const toDay = ({ day, at, risk, interval, moved }: RiskDay): ScoredAnswer['week'][number] => ({
  day,
  at: at.recorded,
  risk,
  interval,
  moved: [...moved],
});

/** What the risk is uncertain of. */
const toUncertainties = ({ missingSources, stale, spreads, readmissionFree, week }: Scored) => ({
  missingSources: [...missingSources],
  stale: [...stale],
  spreads: [...spreads],
  readmissionFree: readmissionFree && { level: readmissionFree.level, day: readmissionFree.day },
  week: week.map(toDay),
});

const toReceipt = (provenance: Provenance): ScoredAnswer['receipt'] => {
  const { model, contract, simulatedTraining, backend, durationMs, computedAt, inputs, siteMap } = provenance;
  return {
    model: { id: model.id, version: model.version, graphs: { ...model.graphs } },
    contract,
    simulatedTraining,
    backend,
    durationMs,
    computedAt,
    inputs: inputs.map(({ feature, from }) => ({ feature, from: from.map(toEvidence) })),
    siteMap: siteMap ? { name: siteMap.name, sha256: siteMap.sha256 } : null,
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const bySize = (a: Factor, b: Factor) => Math.abs(b.points) - Math.abs(a.points);

/** Reasons of one modality, with the value that stands for each measure and the resources that it was read from. */
function toModality(
  { modality, label, features }: ModalityAttribution,
  reasons: readonly (Reason & { readonly treatment: boolean })[],
  { inputs }: Provenance,
): AnsweredModality {
  const factors = reasons.flatMap(({ measure, words, points, treatment }): Factor[] => {
    const known = features.filter((feature) => feature.measure === measure && feature.value !== null);
    const headline = known.find(({ feature }) => feature === `${measure}.last`) ?? known[0];
    if (!headline || headline.value === null) return [];
    const from = inputs.find(({ feature }) => feature === headline.feature)?.from.map(toEvidence) ?? [];
    const { value, unit } = headline;
    return [{ measure, label: headline.label, words, value, unit, points, treatment, from }];
  });
  const sorted = factors.toSorted(bySize);
  return {
    modality,
    label,
    points: sum(factors.map(({ points }) => points)),
    factors: sorted.slice(0, MOST_FACTORS),
    otherPoints: sum(sorted.slice(MOST_FACTORS).map(({ points }) => points)),
  };
}

function toModalities(report: Scored): AnsweredModality[] {
  const { findings, treatments } = reasonsOf(report);
  const reasons = [
    ...findings.map((reason) => ({ ...reason, treatment: false })),
    ...treatments.map((reason) => ({ ...reason, treatment: true })),
  ];
  return report.attributions.map((attribution) =>
    toModality(
      attribution,
      reasons.filter(({ modality }) => modality === attribution.modality),
      report.provenance,
    ),
  );
}

/** A report in the shape that programs outside are promised. */
export function toRiskAnswer(report: RiskReport): RiskAnswer {
  const { patientId, at, atName } = report;
  const asked = {
    patientId,
    atName,
    gaps: report.missing.map(toGap),
    issues: report.issues.map(toIssue),
  };
  if (report.status === 'unscored')
    return {
      status: 'unscored',
      ...asked,
      at: at?.recorded ?? null,
      reasons: report.reasons.map(toIssue),
    };
  const { horizonDays, risk, interval, band, retrospective, survival, sum: parts } = report;
  return {
    status: 'scored',
    ...asked,
    at: report.at.recorded,
    horizonDays,
    risk,
    interval: { ...interval },
    band,
    retrospective,
    survival: survival.map((day) => ({ ...day })),
    baselineRisk: parts.baselineRisk,
    modalities: toModalities(report),
    ...toUncertainties(report),
    receipt: toReceipt(report.provenance),
  };
}
