import { ageBand } from '#lib/clinical/age-band.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { ageAt } from '#lib/modalities/ehr/patient-features.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { outcomeOf } from './outcome.ts';
import { EXACT_AGE, type Member, type Profile, type View } from './profile.ts';

/** What is shown of a neighbour, as of a landmark, and what became of the patient after it. */
export function shownOf(
  record: PatientRecord<Slices>,
  landmark: Landmark,
): Pick<Member, 'ageBand' | 'sex' | 'outcome'> {
  const { ehr } = record.slices;
  return {
    ageBand: ehr && landmark.at ? ageBand(ageAt(ehr, landmark.at)) : null,
    sex: record.patient.sex,
    outcome: outcomeOf(record, landmark),
  };
}

function withoutAge({ place, values }: View): View {
  const { [EXACT_AGE]: _, ...others } = values;
  return { place, values: others };
}

/**
 * A patient as an entry of a cohort: the profile without the exact age, and beside it what is shown of a neighbour.
 *
 * @param id opaque, and the same for all records of a person
 * @param landmark the one that the profile was made at
 */
export const memberOf = (
  record: PatientRecord<Slices>,
  profile: Profile,
  id: string,
  landmark: Landmark,
): Member => ({
  ...profile,
  views: Object.fromEntries(Object.entries(profile.views).map(([view, one]) => [view, withoutAge(one)])),
  id,
  ...shownOf(record, landmark),
});
