import { survivalModel } from '../define-model.ts';
import { checkEligibility, mayHaveHeartFailure } from './eligibility.ts';
import { dischargeLandmark } from './landmark.ts';
import { dischargeNotices } from './notices.ts';

/** Heart-failure readmission within 30 days of a discharge, from the health record. */
export const readmission = survivalModel({
  id: 'readmission',
  folder: '/models/readmission/1',
  landmark: dischargeLandmark,
  reasonsAgainst: checkEligibility,
  concerns: mayHaveHeartFailure,
  notices: dischargeNotices,
  // A first admission has no earlier one: the model counts it as missing, and yet nothing is left to measure.
  nothingToMeasure: new Set(['days-since-prior-admission']),
});
