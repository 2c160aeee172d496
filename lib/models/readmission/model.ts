import { survivalModel } from '../define-model.ts';
import { checkEligibility, mayHaveHeartFailure } from './eligibility.ts';
import { lastDayAtHome } from './landmark.ts';
import { dischargeNotices } from './notices.ts';

/**
 * Heart-failure readmission within 30 days: of the discharge, or of a day at home in the week after it. It reads the health record,
 * findings of pictures, what a wearable recorded and the genome, of which all but the record may be missing.
 */
export const readmission = survivalModel({
  id: 'readmission',
  folder: '/models/readmission/2',
  landmark: lastDayAtHome,
  reasonsAgainst: checkEligibility,
  concerns: mayHaveHeartFailure,
  notices: dischargeNotices,
  // A first admission has no earlier one: the model counts it as missing, and yet nothing is left to measure.
  nothingToMeasure: new Set(['days-since-prior-admission']),
});
