import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { FeatureVector } from '#lib/contract/feature.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Question } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { clockOf } from './clock.ts';
import { EVERYONE } from './coalitions.ts';
import { isWithinLandmarks } from './discharge.ts';
import { explain } from './explain.ts';
import { followWeek } from './follow-week.ts';
import { findGaps } from './missing.ts';
import { readmissionFree } from './readmission-free.ts';
import { reportProvenance } from './report-parts.ts';
import { bandOf, riskInterval, survivalCurve } from './risk.ts';
import { staleInputs } from './stale-inputs.ts';
import type { SurvivalModel } from './survival-model.ts';
import { survivalSession } from './survival-outputs.ts';
import { vectorise } from './vectorise.ts';

/**
 * From a patient's record to a risk with its reasons, or to the reasons why there is none: one way for every time-to-event
 * model. The browser, the command line and the API all call this function.
 *
 * Bad data gives an `Unscored` report. A broken system throws: `ModelError` when the model fails,
 * `AttributionError` when the reasons would not add up to the score, the signal's reason when aborted.
 */
export async function assess(
  model: SurvivalModel,
  record: PatientRecord<Slices>,
  opened: ModelSession,
  { landmark = model.landmark(record), signal, weekLater }: Question<Slices> = {},
): Promise<RiskReport> {
  const started = performance.now();
  const session = survivalSession(opened);
  const { manifest } = session;
  const { at } = landmark;
  const vector = vectorise(
    record,
    at,
    manifest.inputs.features.map(({ id }) => id),
  );

  const about = {
    kind: 'survival',
    patientId: record.patient.id,
    atName: landmark.name,
    issues: [...model.notices(record, landmark), ...record.issues],
    unread: record.unread ?? [],
  } as const;
  const reasons = reasonsAgainst(model, record, landmark, vector);
  if (!at || reasons.length > 0) {
    const gaps = findGaps(record, at, vector, model, manifest.sources);
    const missing = gaps.map(({ unit: _unit, ...measure }) => ({ ...measure, effect: null }));
    return { ...about, status: 'unscored', at, reasons, missing };
  }

  const { prediction, shares, ...explained } = await explain(vector, session, model.nothingToMeasure, signal);
  const survival = survivalCurve(prediction, EVERYONE);
  const clock = isWithinLandmarks(record, at, manifest) ? clockOf(vector) : null;
  return {
    ...about,
    status: 'scored',
    at,
    horizonDays: manifest.horizonDays,
    ...explained,
    logHazard: shares.total,
    interval: riskInterval(prediction, EVERYONE),
    band: bandOf(explained.risk, manifest.bands),
    survival,
    retrospective: hasEnded(at, manifest.horizonDays, record.latest),
    stale: staleInputs(vector, manifest),
    readmissionFree: readmissionFree(survival, clock, manifest),
    week: weekLater ? [] : await followWeek(model, record, session, landmark, signal),
    provenance: reportProvenance(vector.specs, vector.outcomes, session, started, record.siteMap),
  };
}

/** A model that has nothing to say against a question without a time is not asked it either. */
function reasonsAgainst(
  model: SurvivalModel,
  record: PatientRecord<Slices>,
  landmark: Landmark,
  vector: FeatureVector,
): readonly Issue[] {
  const reasons = model.reasonsAgainst(record, landmark, vector);
  if (landmark.at !== null || reasons.length > 0) return reasons;
  return [{ code: 'not-eligible', severity: 'error', message: landmark.because }];
}

const hasEnded = (at: Moment, horizonDays: number, latest: Moment | null): boolean =>
  latest !== null && latest.ms > at.ms + horizonDays * DAY_MS;
