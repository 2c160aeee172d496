import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Predictor } from '#lib/contract/predictor.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { attribute } from './attribute.ts';
import { EVERYONE } from './coalitions.ts';
import { checkEligibility } from './eligibility.ts';
import { findGaps } from './missing.ts';
import { planQuestions } from './questions.ts';
import { READMISSION_MODALITIES } from './readmission-model.ts';
import { reportAttributions, reportMissing, reportProvenance, reportSum } from './report-parts.ts';
import { bandOf, riskInterval, riskOf, survivalCurve } from './risk.ts';
import { vectorise } from './vectorise.ts';

/**
 * From a patient's record to a risk with its reasons, or to the reasons why there is none.
 * The browser, the command line and the API all call this function.
 *
 * Bad data gives an `Unscored` report. A broken system throws: `ModelError` when the model fails,
 * `AttributionError` when the reasons would not add up to the score, the signal's reason when aborted.
 */
export async function assess(
  record: PatientRecord<Slices>,
  predictor: Predictor,
  signal?: AbortSignal,
): Promise<RiskReport> {
  const started = performance.now();
  const { patient, at, issues, unread = [] } = record;
  const vector = vectorise(record, READMISSION_MODALITIES);

  const reasons = checkEligibility(record, vector);
  if (!at || reasons.length > 0) {
    const gaps = findGaps(record, vector);
    const missing = gaps.map(({ unit: _unit, ...measure }) => ({ ...measure, effect: null }));
    return { status: 'unscored', patientId: patient.id, at, reasons, missing, issues, unread };
  }

  const { manifest, backend } = predictor;
  const questions = planQuestions(vector, manifest);
  const prediction = await predictor.predict(questions.batch, signal);
  const shares = attribute(questions.plan, prediction.logHazard, manifest.tolerance[backend]);

  const risk = riskOf(prediction, EVERYONE);
  const attributions = reportAttributions(vector, shares);
  return {
    status: 'scored',
    patientId: patient.id,
    at,
    horizonDays: manifest.horizonDays,
    risk,
    logHazard: shares.total,
    interval: riskInterval(prediction, EVERYONE),
    band: bandOf(risk, manifest.bands),
    survival: survivalCurve(prediction, EVERYONE),
    attributions,
    sum: reportSum(attributions, shares, prediction),
    retrospective: hasEnded(at, manifest.horizonDays, record.latest),
    missing: reportMissing(questions, prediction),
    issues,
    unread,
    provenance: reportProvenance(vector, predictor, started, record.siteMap),
  };
}

const hasEnded = (at: Moment, horizonDays: number, latest: Moment | null): boolean =>
  latest !== null && latest.ms > at.ms + horizonDays * DAY_MS;
