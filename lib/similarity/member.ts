import type { Landmark } from '#lib/contract/landmark.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { ageAt } from '#lib/modalities/ehr/patient-features.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { ageBand } from './age-band.ts';
import { outcomeOf } from './outcome.ts';
import type { Member, Profile } from './profile.ts';

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

/**
 * A patient as an entry of a cohort: the profile, and beside it what is shown of a neighbour.
 *
 * @param id opaque, and the same for all records of a person
 * @param landmark the one that the profile was made at
 */
export const memberOf = (
  record: PatientRecord<Slices>,
  profile: Profile,
  id: string,
  landmark: Landmark,
): Member => ({ ...profile, id, ...shownOf(record, landmark) });
